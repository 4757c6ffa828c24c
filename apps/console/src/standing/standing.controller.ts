import { Controller, Get, Inject, Query } from '@nestjs/common';
import { judgeBook, type JudgedBook } from '#lib/operations';
import type { RecipientLoad } from '#lib/persistence';
import { Needs } from '../access/needs.js';
import type { ListPage } from '../asking/page.js';
import { formsOf } from '../asking/query-forms.js';
import { readQuery } from '../asking/read-query.js';
import { recipientAsked } from '../asking/recipient-asked.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';
import { OneAtATime } from './one-at-a-time.js';

const GRACE_MINUTES = 15;

/** How each recipient is doing, and whether anything is lost. */
@Controller('v1')
export class StandingController {
  /** The books read every cell and delivery once: ten operators who ask at the same time get one answer. */
  private readonly balances = new OneAtATime<readonly JudgedBook[]>();

  constructor(@Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts) {}

  @Get('recipients')
  @Needs('read-lists')
  async recipients(@Query() query: unknown): Promise<ListPage<RecipientLoad>> {
    const { endpoint, unit } = recipientAsked(readQuery(formsOf('recipient'), query).recipient);
    const loads = await this.parts.database.loads.read({
      ...(endpoint === undefined ? {} : { endpoints: [endpoint] }),
      ...(unit === undefined ? {} : { unit }),
    });
    return { items: loads, next: null };
  }

  @Get('balance')
  @Needs('read-lists')
  async balance(@Query() query: unknown): Promise<object> {
    const asked = readQuery(formsOf('recipient', 'graceMinutes'), query);
    const graceSeconds = Number(asked.graceMinutes ?? GRACE_MINUTES) * 60;
    const filter = { ...recipientAsked(asked.recipient), graceSeconds };
    const items = await this.balances.run(JSON.stringify(filter), async () =>
      (await this.parts.database.books.read(filter)).map(judgeBook),
    );
    return { balanced: items.every(({ faults }) => faults.length === 0), items, next: null };
  }
}
