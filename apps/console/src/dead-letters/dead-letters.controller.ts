import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { deadLetterCard, findDeadLetters, groupOfLetter } from '#lib/operations';
import type { DeadLetter, DeadLetterFilter } from '#lib/persistence';
import type { Operator } from '#lib/trust';
import { Caller } from '../access/caller.decorator.js';
import { Needs } from '../access/needs.js';
import { given } from '../asking/given.js';
import { foundOr404 } from '../asking/not-found.js';
import { limitOf, type ListPage } from '../asking/page.js';
import { readPageWord, writePageWord } from '../asking/page-word.js';
import { formsOf, UUID } from '../asking/query-forms.js';
import { readQuery, type Asked } from '../asking/read-query.js';
import { recipientAsked } from '../asking/recipient-asked.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';

const FILTERS = formsOf('recipient', 'message', 'class', 'reason', 'since', 'until', 'group');
const LIST = { ...FILTERS, ...formsOf('limit', 'after') };

@Controller('v1')
export class DeadLettersController {
  constructor(@Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts) {}

  /** Longest dead first. */
  @Get('dead-letters')
  @Needs('read-lists')
  async list(@Query() query: unknown): Promise<ListPage<DeadLetter & { readonly group: string | null }>> {
    const asked = readQuery(LIST, query);
    const place = readPageWord(asked.after);
    const after = place === null ? null : { deadSince: place.at, deliveryId: place.id };
    const { letters, next } = await findDeadLetters(this.parts.database.deadLetters, {
      filter: filterOf(asked),
      group: asked.group,
      limit: limitOf(asked.limit),
      after,
    });
    return {
      items: letters.map((letter) => ({ ...letter, group: groupOfLetter(letter) })),
      next: next === null ? null : writePageWord({ at: next.deadSince, id: next.deliveryId }),
    };
  }

  /** What looks alike, largest first. */
  @Get('dead-letter-groups')
  @Needs('read-lists')
  async groups(@Query() query: unknown): Promise<ListPage<object>> {
    const asked = readQuery(FILTERS, query);
    const groups = await this.parts.database.deadLetters.groups(filterOf(asked));
    const named = groups.map((one) => ({ group: groupOfLetter(one), ...one }));
    return { items: named.filter(({ group }) => asked.group === undefined || group === asked.group), next: null };
  }

  /** One with its decision and receipts; nothing of its content. */
  @Get('dead-letters/:id')
  @Needs('read-cases')
  async one(@Caller() by: Operator, @Param('id') deliveryId: string): Promise<object> {
    const found = UUID.test(deliveryId) ? await deadLetterCard(this.parts.database, deliveryId) : null;
    const card = foundOr404(found, 'dead letter');
    await this.parts.database.audit.note({
      actor: by.subject,
      action: 'dead-letter.read',
      planId: null,
      caseKey: card.letter.caseKey,
      details: { deliveryId },
    });
    return { ...card, group: groupOfLetter(card.letter) };
  }
}

function filterOf(asked: Asked<typeof FILTERS>): DeadLetterFilter {
  return {
    ...recipientAsked(asked.recipient),
    ...given('code', asked.message),
    ...given('errorClass', asked.class),
    ...given('reason', asked.reason),
    ...given('since', asked.since),
    ...given('until', asked.until),
  };
}
