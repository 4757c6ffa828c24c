import { type DynamicModule, Module } from '@nestjs/common';
import type { SchemaRegistry } from '#lib/contracts';
import { RegistrySettingsController } from './registry-settings.controller.js';
import { SCHEMA_REGISTRY } from './schema-registry.token.js';
import { SchemasController } from './schemas.controller.js';
import { SubjectsController } from './subjects.controller.js';

/** The schema registry that the hub itself serves, so that any Kafka client can read the topics that it may read. */
@Module({})
export class SchemaRegistryModule {
  static forRoot(registry: SchemaRegistry): DynamicModule {
    return {
      module: SchemaRegistryModule,
      controllers: [SubjectsController, SchemasController, RegistrySettingsController],
      providers: [{ provide: SCHEMA_REGISTRY, useValue: registry }],
    };
  }
}
