import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { coaAdapter } from './coa-adapter.definition.js';

@Module({ imports: [AdapterModule.of(coaAdapter)] })
export class CoaAdapterModule {}
