import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Needs } from '../access/needs.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';
import { openApiDocument } from './open-api-document.js';

/** Without authentication and for any origin (NL GOV REST API Design Rules, /core/publish-openapi). */
@Controller()
export class DescriptionController {
  constructor(@Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts) {}

  @Get('openapi.json')
  @Needs('published')
  @Header('access-control-allow-origin', '*')
  @Header('content-type', 'application/json; charset=utf-8')
  openApi(): string {
    return JSON.stringify(openApiDocument(this.parts.trust));
  }
}
