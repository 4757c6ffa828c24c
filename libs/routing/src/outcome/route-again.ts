import { hash as hashOf } from 'node:crypto';
import type { ReRoute } from '#lib/contracts';
import {
  afterDecision,
  emptyFacts,
  partyName,
  recogniseRepeat,
  remember,
  type CaseFacts,
  type CaseMessage,
  type Content,
  type MessageCode,
} from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { decideAgain } from '../decision/decide-again.js';
import { decisionRecord } from '../decision/decision-record.js';
import { factsRead } from '../decision/facts-read.js';
import { deliverCells } from '../delivery/deliver-cells.js';
import type { Hub } from '../hub.js';
import { decisionId, messageId } from '../ids.js';
import type { InForce } from '../in-force.js';
import { authenticRecord, type AuthenticRecord } from '../record/authentic-record.js';
import { caseMessage } from '../record/case-message.js';
import { originalOf } from '../record/re-route.js';
import { readSender } from '../record/read-sender.js';
import type { Routed } from '../routed.js';
import { whatIsLacking } from '../what-is-lacking.js';
import { quarantine } from './quarantine.js';
import { rejected } from './rejected.js';

/**
 * A re-route (decisions 26): a message of this case is decided again by the rules and facts of here and now, for the named recipients only,
 * as a new generation with delivery ids of its own. It is a record of the case's own partition, so that whoever decides the log again sees
 * it too. It changes no facts but those that follow from the hub's own decision; the message was folded when it was live.
 */
export function routeAgain(
  hub: Hub,
  inForce: InForce | null,
  before: CaseFacts | null,
  stored: StoredRecord,
  record: AuthenticRecord,
  content: Content,
): Routed {
  const program = inForce === null ? null : hub.program(inForce);
  if (inForce === null || program === null) return { kind: 'HALT', reason: whatIsLacking(inForce) };
  const reRoute = content as unknown as ReRoute;
  const then = originalOf(reRoute, stored);
  const original = authenticRecord(hub.keys, then);
  const decoded = original === null ? null : program.contracts.view(original.value);
  if (original === null || decoded?.ok !== true) return quarantine(hub, inForce, stored, 'not-the-original');
  const caseKey = hub.keys.caseKeyOf(String(decoded.content['vNumber']));
  const named = messageId(original.source, original.id) === reRoute.messageId;
  if (stored.key !== caseKey || !named) return quarantine(hub, inForce, stored, 'not-the-original');
  if (!hub.liesIn(caseKey, stored.partition)) return quarantine(hub, inForce, stored, 'wrong-partition');

  const place = { hub, inForce, program, stored, record, caseKey, schemaId: decoded.schemaId };
  const sent = readSender(program, original, decoded);
  if (!sent.ok) return rejected(place, sent.reason, null);
  if (!isCaseCode(sent.code)) return quarantine(hub, inForce, stored, 'not-the-original');
  const message = caseMessage(original, sent.code, sent.sender, decoded.content);
  const own = messageId(record.source, record.id);
  const hash = hashOf('sha256', record.value, 'hex');
  const repeat = recogniseRepeat(before, own, hash);
  if (repeat.kind !== 'NEW') return rejected(place, repeat.kind, { message, repeat, hash });
  return again({ ...place, then, original, message, code: sent.code, reRoute, own, hash }, before ?? emptyFacts());
}

interface Again {
  readonly hub: Hub;
  readonly inForce: InForce;
  readonly program: NonNullable<ReturnType<Hub['program']>>;
  readonly stored: StoredRecord;
  readonly record: AuthenticRecord;
  readonly caseKey: string;
  readonly schemaId: number;
  readonly then: StoredRecord;
  readonly original: AuthenticRecord;
  readonly message: CaseMessage;
  readonly code: MessageCode;
  readonly reRoute: ReRoute;
  readonly own: string;
  readonly hash: string;
}

function again(place: Again, facts: CaseFacts): Routed {
  const { hub, inForce, program, stored, record, caseKey, schemaId, original, message, code, reRoute, hash } = place;
  const { generation } = reRoute;
  const id = decisionId(hub.logId, stored.partition, stored.offset);
  const decided = decideAgain(program, facts, message, code, record.acceptedAt, reRoute);
  const task = {
    hub,
    program,
    stored: place.then,
    record: original,
    message,
    code,
    caseKey,
    decisionId: id,
    generation,
  };
  const made = deliverCells(task, decided.cells);
  const cells = made.cells.map(({ cell }) => cell);
  const { envelope } = message;
  const decision = decisionRecord(hub, inForce, stored, {
    decisionId: id,
    outcome: 'DECIDED',
    reason: decided.reason,
    originalOffset: reRoute.originalOffset,
    generation,
    caseKey,
    messageId: message.messageId,
    message: code,
    type: original.type,
    schemaId,
    valueHash: hashOf('sha256', original.value, 'hex'),
    sender: partyName(message.sender),
    time: decided.at,
    factTime: message.time,
    purpose: envelope.purpose || null,
    legalBasis: envelope.legalBasis,
    urgency: envelope.urgency || null,
    facts: factsRead(facts, cells),
    cells: made.cells,
  });
  const after = afterDecision({ ...facts, acceptedAt: decided.at }, message, cells, { offset: stored.offset });
  return {
    kind: 'ROUTED',
    decision,
    quarantined: null,
    deliveries: made.deliveries,
    facts: { caseKey, facts: remember(after, { messageId: place.own, hash, offset: stored.offset }, decided.at) },
    references: made.references,
    inForce,
    // Its stop, if it was one, ended its entry in the register when it was live.
    messageId: null,
    summary: {
      outcome: 'DECIDED',
      reason: decided.reason,
      code,
      delivered: made.deliveries.length,
      refused: made.refused,
      alarm: decided.reason !== null || made.failed,
    },
  };
}

function isCaseCode(code: string): code is MessageCode {
  return code.startsWith('M');
}
