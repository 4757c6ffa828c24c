import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { missionsAdapter } from './missions-adapter.definition.js';

@Module({ imports: [AdapterModule.of(missionsAdapter)] })
export class MissionsAdapterModule {}
