import type { CaseFacts } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { decisionRecord } from '../decision/decision-record.js';
import type { Hub } from '../hub.js';
import { messageId } from '../ids.js';
import type { InForce } from '../in-force.js';
import type { AuthenticRecord } from '../record/authentic-record.js';
import { inForceFrom, takesEffect } from '../record/activation.js';
import { activatedBy } from '../record/hub-record.js';
import type { Outcome, Routed } from '../routed.js';
import { whatIsLacking } from '../what-is-lacking.js';
import { quarantine } from './quarantine.js';
import { routeAgain } from './route-again.js';

/**
 * The hub's own records: the log opened, a rule set activated, a message to be decided again. An activation counts from the next record on; one that this process lacks
 * stops the partition at the activation, before anything is decided by rules that it does not have (decisions 5).
 */
export function routeHubRecord(
  hub: Hub,
  inForce: InForce | null,
  facts: CaseFacts | null,
  stored: StoredRecord,
  record: AuthenticRecord,
): Routed {
  const decoded = hub.contracts.decode(record.value);
  if (!decoded.ok) {
    if (decoded.reason !== 'unknown-schema') return quarantine(hub, inForce, stored, decoded.reason);
    return { kind: 'HALT', reason: 'unknown schema id in a record of the hub itself: start the version that wrote it' };
  }
  if (decoded.code === 'log-opened') {
    const { logId } = decoded.content;
    if (logId !== hub.logId) return { kind: 'HALT', reason: 'this partition belongs to another log than the database' };
    return taken(hub, inForce, stored, record, 'LOG_OPENED');
  }
  if (decoded.code === 're-route') return routeAgain(hub, inForce, facts, stored, record, decoded.content);
  if (decoded.code !== 'rule-set-activation') return quarantine(hub, inForce, stored, 'not-a-hub-record');
  if (!takesEffect(record, stored, hub.logId, inForce)) return quarantine(hub, inForce, stored, 'misplaced-activation');
  const next = inForceFrom(record, stored, activatedBy(decoded.content));
  if (hub.program(next) === null) return { kind: 'HALT', reason: whatIsLacking(next) };
  return taken(hub, next, stored, record, 'IN_FORCE');
}

function taken(
  hub: Hub,
  inForce: InForce | null,
  stored: StoredRecord,
  record: AuthenticRecord,
  outcome: Outcome,
): Routed {
  const id = messageId(record.source, record.id);
  const decision = decisionRecord(hub, inForce, stored, {
    outcome,
    messageId: id,
    type: record.type,
    time: record.acceptedAt,
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
    summary: { outcome, reason: null, code: null, delivered: 0, refused: {}, alarm: false },
  };
}
