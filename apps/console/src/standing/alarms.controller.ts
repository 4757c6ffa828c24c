import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Operator } from '#lib/trust';
import { Caller } from '../access/caller.decorator.js';
import { Needs } from '../access/needs.js';
import type { AlarmsNow } from '../alarms/alarm-watch.js';
import { readQuery } from '../asking/read-query.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';
import { Watchers } from '../watching/watchers.js';

/** What somebody must look at now. */
@Controller('v1/alarms')
export class AlarmsController {
  constructor(
    @Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts,
    @Inject(Watchers) private readonly watchers: Watchers,
  ) {}

  @Get()
  @Needs('read-lists')
  list(@Query() query: unknown): object {
    readQuery({}, query);
    const { alarms, lookedAt, weighedAt } = this.parts.alarms.now();
    return { items: alarms, lookedAt, weighedAt, next: null };
  }

  /** Events `alarms`, whose data is what stands, at first and after each change. */
  @Get('events')
  @Needs('read-lists')
  async events(@Caller() by: Operator, @Res() reply: FastifyReply): Promise<void> {
    const read = (): Promise<Pick<AlarmsNow, 'alarms' | 'version'>> => {
      const { alarms, version } = this.parts.alarms.now();
      return Promise.resolve({ alarms, version });
    };
    await this.watchers.stream(reply, by, { name: 'alarms', read, isLast: () => false });
  }
}
