import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ProblemException } from '#lib/platform';
import { PUBLISHED } from '../door/published.js';
import { Description } from './description.js';

interface Reply {
  header(name: string, value: string): Reply;
}

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

  @RouteConfig(PUBLISHED)
  @Get('schemas/:name')
  @Header('access-control-allow-origin', '*')
  schema(@Param('name') name: string, @Res({ passthrough: true }) reply: Reply): string {
    const file = this.description.file(name);
    if (file === null) {
      throw new ProblemException({ status: 404, code: 'not-found', detail: 'There is no such schema at this door.' });
    }
    reply.header('content-type', `${file.mediaType}; charset=utf-8`);
    return file.text;
  }
}
