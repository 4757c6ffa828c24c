import { Controller, Get, Header, Inject, Param, UseFilters } from '@nestjs/common';
import type { RegisteredSchema, SchemaRegistry } from '#lib/contracts';
import { REGISTRY_MEDIA_TYPE, RegistryErrorFilter, schemaNotFound } from './registry-error.js';
import { SCHEMA_REGISTRY } from './schema-registry.token.js';

/** Schemas by id: what a reader asks that found an id in a record. */
@Controller('schemas')
@UseFilters(RegistryErrorFilter)
export class SchemasController {
  constructor(@Inject(SCHEMA_REGISTRY) private readonly registry: SchemaRegistry) {}

  @Get('types')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  types(): readonly string[] {
    return ['AVRO'];
  }

  @Get('ids/:id')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  byId(@Param('id') id: string): object {
    const { schema, references } = this.find(id);
    return { schema, ...(references.length > 0 ? { references } : {}) };
  }

  @Get('ids/:id/schema')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  text(@Param('id') id: string): string {
    return this.find(id).schema;
  }

  @Get('ids/:id/subjects')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  subjects(@Param('id') id: string): readonly string[] {
    return this.registry.usesOf(this.find(id).id).map(({ subject }) => subject);
  }

  @Get('ids/:id/versions')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  versions(@Param('id') id: string): readonly object[] {
    return this.registry.usesOf(this.find(id).id).map(({ subject, version }) => ({ subject, version }));
  }

  private find(id: string): RegisteredSchema {
    const found = /^\d{1,10}$/.test(id) ? this.registry.byId(Number(id)) : null;
    if (found === null) throw schemaNotFound();
    return found;
  }
}
