import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Put, UseFilters } from '@nestjs/common';
import type { SchemaRegistry } from '#lib/contracts';
import { readOnly, REGISTRY_MEDIA_TYPE, RegistryErrorFilter, subjectNotFound } from './registry-error.js';
import { SCHEMA_REGISTRY } from './schema-registry.token.js';

/** Compatibility and mode. Both are fixed: schemas come with a release, and a released one never changes. */
@Controller()
@UseFilters(RegistryErrorFilter)
export class RegistrySettingsController {
  constructor(@Inject(SCHEMA_REGISTRY) private readonly registry: SchemaRegistry) {}

  @Get(['config', 'config/:subject'])
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  config(): { compatibilityLevel: string } {
    return { compatibilityLevel: this.registry.compatibilityLevel };
  }

  @Get(['mode', 'mode/:subject'])
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  mode(): { mode: string } {
    return { mode: this.registry.mode };
  }

  @Put(['config', 'config/:subject', 'mode', 'mode/:subject'])
  refuse(): never {
    throw readOnly();
  }

  /** Would this schema be compatible with those registered? Reading only: it registers nothing. */
  @Post(['compatibility/subjects/:subject/versions', 'compatibility/subjects/:subject/versions/:version'])
  @HttpCode(200)
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  compatibility(@Param('subject') subject: string, @Body() body: unknown): object {
    const schema = (body as { schema?: unknown } | null)?.schema;
    const found = typeof schema === 'string' ? this.registry.compatibility(subject, schema) : null;
    if (found === null) throw subjectNotFound();
    return { is_compatible: found.compatible, messages: found.messages };
  }
}
