import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { vwnAdapter } from './vwn-adapter.definition.js';

@Module({ imports: [AdapterModule.of(vwnAdapter)] })
export class VwnAdapterModule {}
