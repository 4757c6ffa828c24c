import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { buzaAdapter } from './buza-adapter.definition.js';

@Module({ imports: [AdapterModule.of(buzaAdapter)] })
export class BuzaAdapterModule {}
