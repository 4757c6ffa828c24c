import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { municipalitiesAdapter } from './municipalities-adapter.definition.js';

@Module({ imports: [AdapterModule.of(municipalitiesAdapter)] })
export class MunicipalitiesAdapterModule {}
