import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { BlockedCase, BlockedCaseCursor, BlockedCaseState } from '#lib/persistence';
import { Needs } from '../access/needs.js';
import { given } from '../asking/given.js';
import { limitOf, type ListPage } from '../asking/page.js';
import { notAPageWord } from '../asking/page-word.js';
import { formsOf } from '../asking/query-forms.js';
import { readQuery } from '../asking/read-query.js';
import { recipientAsked } from '../asking/recipient-asked.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';

const LIST = {
  ...formsOf('recipient', 'case', 'limit', 'after'),
  state: { form: /^(BLOCKED|DRAINING)$/, wanted: 'BLOCKED or DRAINING' },
};
const WORD = /^(\d{1,15})_([A-Z]{2,6})_([A-Z0-9]{0,4})_([0-9a-f]{64})$/;

/** Which cases stand still at which recipient, behind what. */
@Controller('v1/blocked-cases')
export class BlockedCasesController {
  constructor(@Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts) {}

  /** Longest blocked first. */
  @Get()
  @Needs('read-lists')
  async list(@Query() query: unknown): Promise<ListPage<BlockedCase>> {
    const asked = readQuery(LIST, query);
    const filter = {
      ...recipientAsked(asked.recipient),
      ...given('caseKey', asked.case),
      ...given('state', asked.state as BlockedCaseState | undefined),
    };
    const { cases, next } = await this.parts.database.blockedCases.list(
      filter,
      limitOf(asked.limit),
      cursorOf(asked.after),
    );
    return { items: cases, next: next === null ? null : wordOf(next) };
  }
}

function wordOf({ blockedSince, endpoint, unit, caseKey }: BlockedCaseCursor): string {
  return `${blockedSince}_${endpoint}_${unit ?? ''}_${caseKey}`;
}

function cursorOf(word: string | undefined): BlockedCaseCursor | null {
  if (word === undefined) return null;
  const [, at, endpoint = '', unit, caseKey = ''] = WORD.exec(word) ?? notAPageWord();
  return { blockedSince: Number(at), endpoint, unit: unit === '' ? null : (unit ?? null), caseKey };
}
