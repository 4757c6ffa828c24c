import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, UseFilters } from '@nestjs/common';
import type { RegisteredSchema, SchemaRegistry } from '#lib/contracts';
import {
  invalidVersion,
  readOnly,
  REGISTRY_MEDIA_TYPE,
  RegistryErrorFilter,
  schemaNotFound,
  subjectNotFound,
  versionNotFound,
} from './registry-error.js';
import { SCHEMA_REGISTRY } from './schema-registry.token.js';

/** Subjects of the Confluent Schema Registry REST API, the reading part: what any Kafka client needs to decode the topics. */
@Controller('subjects')
@UseFilters(RegistryErrorFilter)
export class SubjectsController {
  constructor(@Inject(SCHEMA_REGISTRY) private readonly registry: SchemaRegistry) {}

  @Get()
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  subjects(@Query('subjectPrefix') prefix?: string): readonly string[] {
    return this.registry.subjects(prefix ?? '');
  }

  @Get(':subject/versions')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  versions(@Param('subject') subject: string): readonly number[] {
    return this.versionsOf(subject);
  }

  @Get(':subject/versions/:version')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  version(@Param('subject') subject: string, @Param('version') version: string): object {
    return shown(this.find(subject, version));
  }

  @Get(':subject/versions/:version/schema')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  schema(@Param('subject') subject: string, @Param('version') version: string): string {
    return this.find(subject, version).schema;
  }

  @Get(':subject/versions/:version/referencedby')
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  referencedBy(@Param('subject') subject: string, @Param('version') version: string): readonly number[] {
    return this.registry.referencedBy(subject, this.find(subject, version).version);
  }

  /** Is this schema registered under the subject? Producers ask so before they write; it changes nothing. */
  @Post(':subject')
  @HttpCode(200)
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  lookUp(@Param('subject') subject: string, @Body() body: unknown): object {
    this.versionsOf(subject);
    const schema = (body as { schema?: unknown } | null)?.schema;
    const found = typeof schema === 'string' ? this.registry.find(subject, schema) : null;
    if (found === null) throw schemaNotFound();
    return shown(found);
  }

  /** Clients that register on start are told their schema's id when it is known, and refused otherwise. */
  @Post(':subject/versions')
  @HttpCode(200)
  @Header('content-type', REGISTRY_MEDIA_TYPE)
  register(@Param('subject') subject: string, @Body() body: unknown): { id: number } {
    const schema = (body as { schema?: unknown } | null)?.schema;
    const found = typeof schema === 'string' ? this.registry.find(subject, schema) : null;
    if (found === null) throw readOnly();
    return { id: found.id };
  }

  private versionsOf(subject: string): readonly number[] {
    const versions = this.registry.versions(subject);
    if (versions === null) throw subjectNotFound();
    return versions;
  }

  private find(subject: string, version: string): RegisteredSchema {
    this.versionsOf(subject);
    if (version !== 'latest' && version !== '-1' && !/^[1-9]\d{0,8}$/.test(version)) throw invalidVersion();
    const wanted = version === 'latest' || version === '-1' ? 'latest' : Number(version);
    const found = this.registry.version(subject, wanted);
    if (found === null) throw versionNotFound();
    return found;
  }
}

function shown({ subject, id, version, schema, references }: RegisteredSchema): object {
  return { subject, id, version, schema, ...(references.length > 0 ? { references } : {}) };
}
