import { Buffer } from 'node:buffer';
import type {
  BlockedCase,
  Book,
  CaseHistory,
  DeadLetter,
  DeadLetterGroup,
  Delivery,
  LedgerCell,
  LedgerDecision,
  LedgerReceipt,
  QuarantineCount,
  QuarantinedRecord,
  RecipientLoad,
  StoredAuditEntry,
} from '#lib/persistence';

const ID = '11111111-1111-4111-8111-111111111111';
const KEY = 'ab'.repeat(32);
const AT = '2026-11-23T08:00:00.000Z';
const RECIPIENT = { endpoint: 'GEM', unit: '0599' } as const;
const OLDEST = { since: AT, ageSeconds: 3600 };
const VERSION = { id: '2026-11-01', hash: KEY };

const delivery: Delivery = {
  ...{ ...RECIPIENT, deliveryId: ID, messageId: ID, decisionId: ID, code: 'M06', caseKey: KEY, lane: 'CASE' },
  ...{ removal: false, generation: 0, logPartition: 1, logOffset: 7, topicPartition: 1, topicOffset: 5, seq: 3 },
  ...{ caseSeq: 1, place: 3, state: 'DEAD', attempts: 1, unanswered: 0, lastErrorClass: 'message', deaths: 1 },
  ...{ blocks: true, resolution: null, planId: ID, releasedAt: AT, firstFailedAt: AT, takenAt: AT, changedAt: AT },
};
const letter: DeadLetter = {
  ...{ ...RECIPIENT, code: 'M06', errorClass: 'message', reason: 'http-400', schemaId: 12, deliveryId: ID },
  ...{ messageId: ID, decisionId: ID, caseKey: KEY, generation: 0, attempts: 1, deaths: 1, blocks: true },
  ...{ resolution: null, planId: null, deadSince: AT, ageSeconds: 3600, ruleSetId: '2026-11-01' },
};
const group: DeadLetterGroup = {
  ...{ ...RECIPIENT, code: 'M06', errorClass: 'message', reason: 'http-400', schemaId: 12, count: 3 },
  ...{ oldestAgeSeconds: 3600, newestAgeSeconds: 60 },
};
const cell: LedgerCell = {
  ...{ recipient: 'GEM', unit: '0599', refusal: null, ruleId: 'm06-gem', deliveryId: ID, recipientSchemaId: 12 },
  ...{ removed: ['/data/report'], masked: [], read: [{ name: 'HOST:0599', value: true }] },
};
const decision: LedgerDecision = {
  ...{ decisionId: ID, logPartition: 1, logOffset: 7, topicOffset: 7, generation: 0, caseKey: KEY, messageId: ID },
  ...{ message: 'M06', sender: 'DTV', outcome: 'DECIDED', reason: null, originalOffset: null, time: AT, engine: 1 },
  ...{ ruleSet: VERSION, schemaSet: VERSION, lists: VERSION, valueHash: KEY, warnings: [], cells: [cell] },
  facts: [{ name: 'HOST:0599', value: true, source: 'H2', messageId: ID, owner: 'GEM', asOf: AT, from: AT, offset: 3 }],
  ...{ record: Buffer.from('of the log'), recordHash: KEY },
};
const receipt: LedgerReceipt = {
  ...{ ...RECIPIENT, receiptId: ID, deliveryId: ID, messageId: ID, message: 'M06', caseKey: KEY, lane: 'CASE' },
  ...{ sequence: 3, outcome: 'DEAD', reason: 'http-400', attempts: 1, time: AT, logPartition: 1, logOffset: 7 },
  recipientReference: null,
};
const history: CaseHistory = {
  decisions: [decisionOfCase()],
  releases: [{ deliveryId: ID, planId: ID, kind: 'RETRY', at: AT }],
  ...{ next: 7, deliveries: [delivery], receipts: [receipt], suspended: false },
  undecided: [{ messageId: ID, party: 'IND', code: 'M04', acceptedAt: AT, state: 'RUNNING' }],
  stops: [{ messageId: ID, ground: 'REPEATED_APPLICATION' }],
};
const load: RecipientLoad = {
  ...{ ...RECIPIENT, waiting: 1, attempting: 0, parked: 2, held: 0, dead: 1, blockedCases: 1, oldestWaiting: OLDEST },
  ...{
    oldestDead: OLDEST,
    oldestHeld: null,
    oldestBlocked: OLDEST,
    circuit: { failures: 3, open: true },
    paused: false,
  },
};
const book: Book = {
  ...{ ...RECIPIENT, refused: 1, decided: 4, delivered: 0, withheld: 0, held: 0, waiting: 1, attempting: 0, parked: 2 },
  ...{ dead: 1, notTaken: 0, overdue: 0, oldestNotTakenSeconds: null, aheadOfLedger: 0, unexplained: 1, numbered: 4 },
};
const blocked: BlockedCase = {
  ...{ ...RECIPIENT, caseKey: KEY, state: 'BLOCKED', headId: ID, messageId: ID, code: 'M06', errorClass: 'message' },
  ...{ reason: 'http-400', blockedSince: AT, changedAt: AT, parked: 2 },
};
const record: QuarantinedRecord = {
  ...{ quarantineId: ID, origin: 'CASE_LOG', endpoint: null, partition: 1, offset: 9, reason: 'bad-origin' },
  ...{ claimedSender: 'GEM:0599', claimedMessage: 'M06', claimedMessageId: ID, bytes: 120, hash: KEY, since: AT },
  ...{ ageSeconds: 60, reRead: { planId: ID, orderedAt: AT }, decided: { decisionId: ID, outcome: 'DECIDED' } },
};
const counted: QuarantineCount = {
  ...{ origin: 'CASE_LOG', endpoint: null, reason: 'bad-origin', count: 1, open: 0 },
  ...{ newestOpenAgeSeconds: null, oldestOpenAgeSeconds: null },
};
const entry: StoredAuditEntry = {
  ...{ auditId: '7', at: AT, actor: 'subject-operator', action: 'plan.approved', planId: ID, caseKey: null },
  details: { planHash: KEY, counts: { items: 3, byVerdict: { DELIVER: 3 } }, planned: ['M06'] },
};

/** What the hub's tables answer where a test says nothing else: something of everything, so that no field of an answer is left out. */
export const HUB_ROWS = {
  ...{ deadLetters: { letters: [letter], next: { deadSince: Date.parse(AT), deliveryId: ID } }, deadLetter: letter },
  ...{ deadLetterGroups: [group], delivery, decision, receiptsOf: [receipt], caseHistory: history, loads: [load] },
  ...{ books: [book], blockedCases: { cases: [blocked], next: null }, quarantine: { records: [record], next: null } },
  ...{ quarantined: record, quarantineCounts: [counted], auditEntries: [entry] },
} as const;

function decisionOfCase(): CaseHistory['decisions'][number] {
  const { decisionId, logPartition, logOffset, messageId, message, sender, outcome, reason, time } = decision;
  const { recipient, unit, refusal, ruleId, deliveryId } = cell;
  return {
    ...{ decisionId, logPartition, logOffset, messageId, message, sender, outcome, reason, time },
    ...{ ruleSetId: '2026-11-01', cells: [{ recipient, unit, refusal, ruleId, deliveryId }] },
  };
}
