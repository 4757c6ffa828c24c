import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { QuarantineCount, QuarantinedRecord, QuarantineOrigin } from '#lib/persistence';
import { Needs } from '../access/needs.js';
import { given } from '../asking/given.js';
import { foundOr404 } from '../asking/not-found.js';
import { limitOf, type ListPage } from '../asking/page.js';
import { readPageWord, writePageWord } from '../asking/page-word.js';
import { formsOf, UUID } from '../asking/query-forms.js';
import { readQuery } from '../asking/read-query.js';
import { recipientAsked } from '../asking/recipient-asked.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';

const LIST = formsOf('origin', 'recipient', 'reason', 'since', 'until', 'open', 'limit', 'after');

/** Records that could not be read or trusted. Nothing of what is in them is known here. */
@Controller('v1')
export class QuarantineController {
  constructor(@Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts) {}

  @Get('quarantine')
  @Needs('read-lists')
  async list(@Query() query: unknown): Promise<ListPage<QuarantinedRecord>> {
    const asked = readQuery(LIST, query);
    const place = readPageWord(asked.after);
    const filter = {
      ...given('origin', asked.origin as QuarantineOrigin | undefined),
      ...given('endpoint', recipientAsked(asked.recipient).endpoint),
      ...given('reason', asked.reason),
      ...given('since', asked.since),
      ...given('until', asked.until),
      ...(asked.open === 'true' ? { open: true } : {}),
    };
    const after = place === null ? null : { since: place.at, quarantineId: place.id };
    const { records, next } = await this.parts.database.quarantine.list(filter, limitOf(asked.limit), after);
    return { items: records, next: next === null ? null : writePageWord({ at: next.since, id: next.quarantineId }) };
  }

  @Get('quarantine-counts')
  @Needs('read-lists')
  async counts(@Query() query: unknown): Promise<ListPage<QuarantineCount>> {
    readQuery({}, query);
    return { items: await this.parts.database.quarantine.counts(), next: null };
  }

  @Get('quarantine/:id')
  @Needs('read-lists')
  async one(@Param('id') id: string): Promise<QuarantinedRecord> {
    return foundOr404(UUID.test(id) ? await this.parts.database.quarantine.find(id) : null, 'quarantined record');
  }
}
