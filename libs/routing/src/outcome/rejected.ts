import { partyName, type CaseMessage } from '#lib/domain';
import { decisionRecord } from '../decision/decision-record.js';
import { messageId } from '../ids.js';
import type { RoutedRecord } from '../routed.js';
import type { RoutingPlace } from './routing-place.js';

/** A message whose id the case has seen before. */
export interface SeenBefore {
  readonly message: CaseMessage;
  readonly repeat: { readonly originalOffset: number };
  readonly hash: string;
}

/** Nothing is decided and no facts change: an invalid origin, a repeat, or an id used again with other content (decisions 6 and 8). */
export function rejected(place: RoutingPlace, reason: string, seen: SeenBefore | null): RoutedRecord {
  const { hub, inForce, stored, record, caseKey, schemaId } = place;
  const outcome = reason === 'DUPLICATE' ? 'DUPLICATE' : 'REJECTED';
  const shown = outcome === 'DUPLICATE' ? null : reason;
  const id = messageId(record.source, record.id);
  const decision = decisionRecord(hub, inForce, stored, {
    outcome,
    reason: shown,
    caseKey,
    messageId: id,
    schemaId,
    type: record.type,
    time: record.acceptedAt,
    ...(seen === null ? {} : repeated(seen)),
  });
  return {
    kind: 'ROUTED',
    decision,
    quarantined: null,
    deliveries: [],
    facts: null,
    references: [],
    inForce,
    messageId: id,
    summary: {
      outcome,
      reason: shown,
      code: seen?.message.code ?? null,
      delivered: 0,
      refused: {},
      alarm: outcome === 'REJECTED',
    },
  };
}

function repeated(seen: SeenBefore): { originalOffset: number; message: string; sender: string; valueHash: string } {
  const { message, repeat, hash } = seen;
  return {
    originalOffset: repeat.originalOffset,
    message: message.code,
    sender: partyName(message.sender),
    valueHash: hash,
  };
}
