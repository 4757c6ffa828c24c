import { Controller, Get, Header, Inject } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { PUBLISHED } from '../door/published.js';
import { Description } from './description.js';

/** Without authentication and for any origin (NL GOV REST API Design Rules, /core/publish-openapi). */
@Controller()
export class DescriptionController {
  constructor(@Inject(Description) private readonly description: Description) {}

  @RouteConfig(PUBLISHED)
  @Get('openapi.json')
  @Header('access-control-allow-origin', '*')
  @Header('content-type', 'application/json; charset=utf-8')
  openApi(): string {
    return this.description.openApi();
  }

  @RouteConfig(PUBLISHED)
  @Get('asyncapi.json')
  @Header('access-control-allow-origin', '*')
  @Header('content-type', 'application/json; charset=utf-8')
  asyncApi(): string {
    return this.description.asyncApi();
  }
}
