import { ITEM_OUTCOMES, PLAN_STATES, REPLAY_KINDS } from '#lib/replay';
import type { Json } from './json-document.js';
import {
  counts,
  flag,
  listOf,
  number,
  numberOrNull,
  object,
  oneOf,
  orNull,
  someOf,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './schema-words.js';

const SELECTION: Json = {
  ...someOf({
    ...{
      deliveryIds: listOf(text),
      endpoint: text,
      unit: text,
      message: text,
      group: text,
      errorClass: text,
      reason: text,
    },
    ...{ caseKey: text, held: flag, records: listOf(text), since: time, until: time },
  }),
  description: 'Every part given must hold. There is no "all".',
};
const REASON = {
  type: 'string',
  maxLength: 500,
  description: 'Why, in words without personal data; it stays in the audit trail.',
};
const RATE = {
  type: ['number', 'null'],
  exclusiveMinimum: 0,
  description: 'Deliveries per second; null = as fast as the recipient takes them.',
};
const VERDICT = object(
  { kind: text },
  {
    ...{ code: text, changes: listOf(object({ field: text, then: text, now: text })), planId: text },
    ...{ state: text, by: text, why: text },
  },
);

/** Plans: what is ordered, how they stand, what is in them. */
export const REPLAY_SCHEMAS: Json = {
  PlanOrder: someOf(
    {
      ...{ kind: oneOf(REPLAY_KINDS), selection: SELECTION, ratePerSecond: RATE, reason: REASON },
      narrower: {
        type: 'boolean',
        default: true,
        description: 'The narrower of then and today wins; false lets today alone count.',
      },
    },
    ['kind', 'selection', 'reason'],
  ),
  Approval: someOf({ planHash: { type: 'string', pattern: '^[0-9a-f]{64}$' } }, ['planHash']),
  Reason: someOf({ reason: REASON }, ['reason']),
  Plan: object({
    ...{ planId: text, kind: oneOf(REPLAY_KINDS), selection: SELECTION, narrower: flag, ratePerSecond: RATE },
    ...{ reason: REASON, madeBy: text, madeAt: time, state: oneOf(PLAN_STATES) },
    planning: object({ found: numberOrNull, judged: number }),
    basis: orNull(object({ ruleSet: text, schemaSet: text, lists: text })),
    planHash: textOrNull,
    counts: orNull(
      object({
        ...{ items: number, sending: number, carriedOut: number, followers: number, removals: number },
        ...{ upgraded: number, byVerdict: counts, byRefusal: counts },
      }),
    ),
    approvalNeededFor: { type: ['array', 'null'], items: oneOf(['many', 'wider', 'skip', 'held']) },
    approval: orNull(object({ by: text, at: time, planHash: text })),
    run: orNull(object({ toSend: number, left: number, underWay: number, byOutcome: counts, newFailures: number })),
    halt: orNull(object({ code: text, by: textOrNull, reason: textOrNull, at: time })),
    ...{ startedAt: timeOrNull, endedAt: timeOrNull },
  }),
  PlanItem: object({
    ...{ nth: number, itemId: text, role: oneOf(['HEAD', 'FOLLOWER', 'ALONE']), headId: textOrNull },
    ...{ deliveryId: textOrNull, decisionId: textOrNull, ruleSetThen: textOrNull, messageId: textOrNull },
    ...{ message: textOrNull, endpoint: textOrNull, unit: textOrNull, caseKey: textOrNull, generation: number },
    ...{ removal: flag, verdict: VERDICT, upgraded: flag, outcome: orNull(oneOf(ITEM_OUTCOMES)) },
    ...{ verdictThen: orNull(VERDICT), newDeliveryId: textOrNull, changedAt: timeOrNull },
  }),
};
