import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { iomAdapter } from './iom-adapter.definition.js';

@Module({ imports: [AdapterModule.of(iomAdapter)] })
export class IomAdapterModule {}
