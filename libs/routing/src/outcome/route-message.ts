import {
  afterDecision,
  partyName,
  remember,
  stopEffect,
  type CaseFacts,
  type CaseMessage,
  type MessageCode,
} from '#lib/domain';
import { decisionRecord } from '../decision/decision-record.js';
import { evaluate } from '../decision/evaluate.js';
import { factsRead } from '../decision/facts-read.js';
import { decisionId } from '../ids.js';
import { deliverCells } from '../delivery/deliver-cells.js';
import type { Routed } from '../routed.js';
import type { RoutingPlace } from './routing-place.js';

/** A message that this case has not seen: fold → decide → redact → record → deliver. `hash` is the SHA-256 of its bytes, hex. */
export function routeMessage(
  place: RoutingPlace,
  message: CaseMessage,
  hash: string,
  before: CaseFacts | null,
): Routed {
  const { hub, inForce, stored, record, caseKey, schemaId } = place;
  const evaluated = evaluate(place.program, before, message, stored.offset);
  const id = decisionId(hub.logId, stored.partition, stored.offset);
  const task = { hub, program: place.program, stored, record, message, caseKey, decisionId: id, generation: 0 };
  if (evaluated.unfolded && opensStop(message)) {
    // Going on would end its entry in the stop register with no stop in the facts: removal would go on (stop before go).
    return { kind: 'HALT', reason: 'a stop that could not be taken into the facts of its case' };
  }
  const made = deliverCells({ ...task, code: message.code as MessageCode }, evaluated.cells);
  const { outcome, reason, deciding, at, warnings } = evaluated;
  const { envelope } = message;
  const cells = made.cells.map(({ cell }) => cell);
  const after = afterDecision(evaluated.after, message, cells, { offset: stored.offset });
  const decision = decisionRecord(hub, inForce, stored, {
    decisionId: id,
    outcome,
    reason,
    caseKey,
    messageId: message.messageId,
    message: message.code,
    type: record.type,
    schemaId,
    valueHash: hash,
    sender: partyName(message.sender),
    time: at,
    factTime: message.time,
    purpose: envelope.purpose || null,
    legalBasis: envelope.legalBasis,
    urgency: envelope.urgency || null,
    warnings,
    facts: factsRead(deciding, cells),
    cells: made.cells,
  });
  const seen = { messageId: message.messageId, hash, offset: stored.offset };
  return {
    kind: 'ROUTED',
    decision,
    quarantined: null,
    deliveries: made.deliveries,
    facts: { caseKey, facts: remember(after, seen, at) },
    references: made.references,
    inForce,
    messageId: message.messageId,
    summary: {
      outcome,
      reason,
      code: message.code,
      delivered: made.deliveries.length,
      refused: made.refused,
      alarm: evaluated.failed || made.failed,
    },
  };
}

function opensStop({ code, sender, content }: CaseMessage): boolean {
  try {
    return stopEffect(code, sender, content)?.opens ?? false;
  } catch {
    // What can't be read may be a stop.
    return true;
  }
}
