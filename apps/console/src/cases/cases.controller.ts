import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { timeLine } from '#lib/operations';
import type { Operator } from '#lib/trust';
import { Caller } from '../access/caller.decorator.js';
import { Needs } from '../access/needs.js';
import { given } from '../asking/given.js';
import { foundOr404 } from '../asking/not-found.js';
import { limitOf } from '../asking/page.js';
import { FORMS, formsOf, UUID } from '../asking/query-forms.js';
import { readBody } from '../asking/read-body.js';
import { readQuery } from '../asking/read-query.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';

const LIST = {
  ...formsOf('limit'),
  after: { form: /^\d{1,15}$/, wanted: 'the place that the page before ended with' },
};
const SEARCH = {
  vNumber: { check: (value: unknown) => typeof value === 'string' && /^\d{10}$/.test(value), wanted: 'ten digits' },
} as const;

/** One case. Whoever reads one is written down first; what can't be written down is not shown. */
@Controller('v1')
export class CasesController {
  constructor(@Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts) {}

  @Get('cases/:case/time-line')
  @Needs('read-cases')
  async timeLine(@Caller() by: Operator, @Param('case') caseKey: string, @Query() query: unknown): Promise<object> {
    const asked = readQuery(LIST, query);
    foundOr404(FORMS.case.form.test(caseKey) ? caseKey : null, 'case');
    await this.note(by, 'case.read', caseKey);
    const { caseHistories } = this.parts.database;
    const after = given('afterOffset', asked.after === undefined ? undefined : Number(asked.after));
    const { next, ...line } = timeLine(await caseHistories.read({ caseKey, limit: limitOf(asked.limit), ...after }));
    return { caseKey, ...line, next: next === null ? null : String(next) };
  }

  /** The V-number stands in the body alone: addresses end up in logs and histories. */
  @Post('case-searches')
  @HttpCode(200)
  @Needs('read-cases')
  async search(@Caller() by: Operator, @Body() body: unknown): Promise<{ readonly caseKey: string }> {
    const { vNumber } = readBody<{ readonly vNumber: string }>(SEARCH, body);
    const caseKey = this.parts.caseKeyOf(vNumber);
    await this.note(by, 'case.searched', caseKey);
    return { caseKey };
  }

  @Get('decisions/:id')
  @Needs('read-cases')
  async decision(@Caller() by: Operator, @Param('id') decisionId: string): Promise<object> {
    const found = UUID.test(decisionId) ? await this.parts.database.ledger.decision(decisionId) : null;
    // Its bytes are for `recompute`; here it is read.
    const { caseKey, record: _bytes, ...decision } = foundOr404(found, 'decision');
    await this.note(by, 'decision.read', caseKey, { decisionId });
    return { caseKey, ...decision };
  }

  private note(
    by: Operator,
    action: string,
    caseKey: string | null,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    return this.parts.database.audit.note({ actor: by.subject, action, planId: null, caseKey, details });
  }
}
