import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { indAdapter } from './ind-adapter.definition.js';

@Module({ imports: [AdapterModule.of(indAdapter)] })
export class IndAdapterModule {}
