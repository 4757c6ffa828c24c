import { ALARM_CODES } from '#lib/operations';
import type { Json } from './json-document.js';
import { ref } from './operation.js';
import {
  flag,
  listOf,
  nothing,
  number,
  numberOrNull,
  object,
  oneOf,
  orNull,
  text,
  textOrNull,
  time,
} from './schema-words.js';

const RECIPIENT = { endpoint: text, unit: textOrNull };
const SIGNS = {
  ...RECIPIENT,
  code: text,
  errorClass: oneOf(['message', 'hub']),
  reason: textOrNull,
  schemaId: numberOrNull,
};
const LETTER = {
  ...SIGNS,
  ...{ deliveryId: text, messageId: text, decisionId: text, caseKey: text, generation: number, attempts: number },
  ...{ deaths: number, blocks: flag, resolution: orNull(oneOf(['SKIPPED', 'REPLACED'])), planId: textOrNull },
  ...{ deadSince: time, ageSeconds: number, ruleSetId: textOrNull },
};
const OLDEST = orNull(object({ since: time, ageSeconds: number }));
const ALARMS = listOf(ref('Alarm'));

/** Answers of the lists: names, codes, times and pseudonyms. */
export const LIST_SCHEMAS: Json = {
  RecipientLoad: object({
    ...RECIPIENT,
    ...{ waiting: number, attempting: number, parked: number, held: number, dead: number, blockedCases: number },
    ...{ oldestWaiting: OLDEST, oldestDead: OLDEST, oldestHeld: OLDEST, oldestBlocked: OLDEST },
    circuit: orNull(object({ failures: number, open: flag })),
    paused: { type: 'boolean', description: 'Above a cap: nothing but stops goes to it.' },
  }),
  Book: object({
    ...RECIPIENT,
    ...{ total: number, refused: number, decided: number, delivered: number, withheld: number, held: number },
    ...{ waiting: number, attempting: number, parked: number, dead: number, notTaken: number, underway: number },
    ...{ overdue: number, oldestNotTakenSeconds: numberOrNull, aheadOfLedger: number, unexplained: number },
    ...{ numbered: number, faults: listOf(text) },
  }),
  Balance: object({ balanced: flag, items: listOf(ref('Book')), next: nothing }),
  BlockedCase: object({
    ...RECIPIENT,
    ...{ caseKey: text, state: oneOf(['BLOCKED', 'DRAINING']), headId: text, messageId: text, code: text },
    ...{ errorClass: text, reason: textOrNull, blockedSince: time, changedAt: time, parked: number },
  }),
  DeadLetter: object({ group: textOrNull, ...LETTER }),
  DeadLetterRow: object(LETTER),
  DeadLetterGroup: object({
    ...{ group: textOrNull, ...SIGNS, count: number, oldestAgeSeconds: number, newestAgeSeconds: number },
  }),
  Alarm: object({
    ...{ alarmId: text, code: oneOf([...ALARM_CODES]), severity: oneOf(['warning', 'critical']) },
    ...{ endpoint: textOrNull, unit: textOrNull, since: orNull(time), count: number, advice: text },
  }),
  Alarms: object({ items: ALARMS, lookedAt: orNull(time), weighedAt: orNull(time), next: nothing }),
  AlarmsChanged: object({ alarms: ALARMS, version: number }),
  QuarantinedRecord: object({
    ...{ quarantineId: text, origin: oneOf(['CASE_LOG', 'DELIVERY']), endpoint: textOrNull },
    ...{ partition: number, offset: number, reason: text, claimedSender: textOrNull, claimedMessage: textOrNull },
    ...{ claimedMessageId: textOrNull, bytes: number, hash: text, since: time, ageSeconds: number },
    reRead: orNull(object({ planId: text, orderedAt: time })),
    decided: orNull(object({ decisionId: text, outcome: text })),
  }),
  QuarantineCount: object({
    ...{ origin: text, endpoint: textOrNull, reason: text, count: number, open: number },
    ...{ newestOpenAgeSeconds: numberOrNull, oldestOpenAgeSeconds: numberOrNull },
  }),
};
