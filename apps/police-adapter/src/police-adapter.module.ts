import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { policeAdapter } from './police-adapter.definition.js';

@Module({ imports: [AdapterModule.of(policeAdapter)] })
export class PoliceAdapterModule {}
