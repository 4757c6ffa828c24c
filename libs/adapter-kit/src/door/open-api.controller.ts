import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { Adapter } from '../definition/adapter.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import { openApiDocument } from './open-api-document.js';

/** `/openapi.json` without authentication and for any origin (NL GOV REST API Design Rules, /core/publish-openapi). */
@Controller()
export class OpenApiController {
  static readonly DOCUMENT = Symbol('openapi document');

  static document(adapter: Adapter, runtime: AdapterRuntime): Record<string, unknown> {
    return openApiDocument(adapter, runtime.contracts);
  }

  constructor(@Inject(OpenApiController.DOCUMENT) private readonly document: Record<string, unknown>) {}

  @Get('openapi.json')
  @Header('access-control-allow-origin', '*')
  describe(): Record<string, unknown> {
    return this.document;
  }
}
