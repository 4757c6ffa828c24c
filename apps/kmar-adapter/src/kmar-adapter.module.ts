import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { kmarAdapter } from './kmar-adapter.definition.js';

@Module({ imports: [AdapterModule.of(kmarAdapter)] })
export class KmarAdapterModule {}
