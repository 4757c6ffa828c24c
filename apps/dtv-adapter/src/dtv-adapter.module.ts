import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { dtvAdapter } from './dtv-adapter.definition.js';

@Module({ imports: [AdapterModule.of(dtvAdapter)] })
export class DtvAdapterModule {}
