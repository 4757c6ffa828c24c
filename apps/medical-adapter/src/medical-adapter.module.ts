import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { medicalAdapter } from './medical-adapter.definition.js';

@Module({ imports: [AdapterModule.of(medicalAdapter)] })
export class MedicalAdapterModule {}
