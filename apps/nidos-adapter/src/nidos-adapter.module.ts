import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { nidosAdapter } from './nidos-adapter.definition.js';

@Module({ imports: [AdapterModule.of(nidosAdapter)] })
export class NidosAdapterModule {}
