import { DELIVERY_STATES } from '#lib/persistence';
import type { Json } from './json-document.js';
import { ref } from './operation.js';
import {
  flag,
  listOf,
  number,
  numberOrNull,
  object,
  oneOf,
  orNull,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './schema-words.js';

const RECEIPT = object({ time, outcome: text, reason: textOrNull, attempts: number });
const RESOLUTION = orNull(oneOf(['SKIPPED', 'REPLACED']));
const VERSION = orNull(object({ id: text, hash: text }));
const REFUSED = { recipient: text, unit: textOrNull, refusal: textOrNull, ruleId: textOrNull, deliveryId: textOrNull };
const CELL = object({
  ...{ ...REFUSED, recipientSchemaId: numberOrNull, removed: listOf(text), masked: listOf(text) },
  read: listOf(object({ name: text, value: flag })),
});
const DECIDED = {
  ...{ decisionId: text, logPartition: number, logOffset: number, messageId: textOrNull, message: textOrNull },
  ...{ sender: textOrNull, outcome: text, reason: textOrNull, time: timeOrNull },
};

/** Answers about one case, decision or delivery. Nothing of what a message says about a person. */
export const CASE_SCHEMAS: Json = {
  Delivery: object({
    ...{ deliveryId: text, messageId: text, decisionId: text, code: text, caseKey: text, endpoint: text },
    ...{ unit: textOrNull, lane: oneOf(['CASE', 'STOP']), removal: flag, generation: number },
    ...{ logPartition: number, logOffset: number, topicPartition: number, topicOffset: number },
    ...{ seq: number, caseSeq: number, place: number, state: oneOf(DELIVERY_STATES), attempts: number },
    ...{ unanswered: number, lastErrorClass: textOrNull, deaths: number, blocks: flag, resolution: RESOLUTION },
    ...{ planId: textOrNull, releasedAt: timeOrNull, firstFailedAt: timeOrNull, takenAt: time, changedAt: time },
  }),
  DeadLetterCard: object({
    ...{ group: textOrNull, letter: ref('DeadLetterRow'), delivery: ref('Delivery'), receipts: listOf(RECEIPT) },
    decision: orNull(
      object({ time: timeOrNull, sender: textOrNull, outcome: text, ruleSet: VERSION, cells: listOf(CELL) }),
    ),
  }),
  DeliveryStep: object({
    ...{ ...REFUSED, state: textOrNull, attempts: number, errorClass: textOrNull, since: timeOrNull, deaths: number },
    ...{ resolution: RESOLUTION, next: textOrNull },
    releases: listOf(object({ planId: text, kind: oneOf(['RETRY', 'SKIP', 'REPLACE']), at: time })),
    receipts: listOf(RECEIPT),
  }),
  TimeLine: object({
    caseKey: text,
    messages: listOf(object({ ...DECIDED, ruleSetId: textOrNull, recipients: listOf(ref('DeliveryStep')) })),
    undecided: listOf(
      object({ messageId: text, party: text, code: text, acceptedAt: time, state: oneOf(['RUNNING', 'ACCEPTED']) }),
    ),
    ...{ suspended: flag, stops: listOf(object({ messageId: text, ground: text })), next: textOrNull },
  }),
  Decision: object({
    ...{ ...DECIDED, caseKey: textOrNull, topicOffset: number, generation: number, originalOffset: numberOrNull },
    ...{ engine: number, ruleSet: VERSION, schemaSet: VERSION, lists: VERSION, valueHash: textOrNull },
    ...{ recordHash: text, warnings: listOf(text), facts: listOf(ref('ReadFact')), cells: listOf(CELL) },
  }),
  ReadFact: object(
    { name: text, value: flag, source: text, messageId: text, owner: text, asOf: time, offset: number },
    { from: timeOrNull, until: timeOrNull },
  ),
};
