import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { StoredAuditEntry } from '#lib/persistence';
import { Needs } from '../access/needs.js';
import { given } from '../asking/given.js';
import { limitOf, type ListPage } from '../asking/page.js';
import { formsOf } from '../asking/query-forms.js';
import { readQuery } from '../asking/read-query.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';

const LIST = {
  ...formsOf('action', 'plan', 'case', 'since', 'until', 'limit'),
  actor: formsOf('subject').subject,
  after: { form: /^\d{1,18}$/, wanted: 'the word that the page before ended with' },
};

/** Who did and saw what. */
@Controller('v1/audit-entries')
export class AuditController {
  constructor(@Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts) {}

  /** Newest first. */
  @Get()
  @Needs('read-audit')
  async list(@Query() query: unknown): Promise<ListPage<StoredAuditEntry>> {
    const asked = readQuery(LIST, query);
    const limit = limitOf(asked.limit);
    const filter = {
      ...given('actor', asked.actor),
      ...given('action', asked.action),
      ...given('planId', asked.plan),
      ...given('caseKey', asked.case),
      ...given('since', asked.since),
      ...given('until', asked.until),
    };
    const items = await this.parts.database.audit.list(filter, limit, asked.after ?? null);
    return { items, next: items.length < limit ? null : (items.at(-1)?.auditId ?? null) };
  }
}
