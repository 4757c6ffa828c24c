import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { djiAdapter } from './dji-adapter.definition.js';

@Module({ imports: [AdapterModule.of(djiAdapter)] })
export class DjiAdapterModule {}
