import type { StoredRecord } from '#lib/messaging';
import { decisionRecord } from '../decision/decision-record.js';
import type { Hub } from '../hub.js';
import type { InForce } from '../in-force.js';
import type { RoutedRecord } from '../routed.js';

export type QuarantineReason =
  | 'bad-origin'
  | 'no-magic'
  | 'undecodable'
  | 'wrong-key'
  /** An authentic record copied to where the facts of its case, stops included, are not known. */
  | 'wrong-partition'
  /** A copy of an activation, or one written at the same moment as another: it would put rules in force that nobody chose for this place. */
  | 'misplaced-activation'
  /** A re-route whose message is not what it says, or was not written by a door of this hub. */
  | 'not-the-original'
  | 'not-a-hub-record';

/**
 * A record that no door of this hub wrote, or that cannot be read: set aside with its bytes and headers untouched, alarmed, and it blocks
 * nothing. The decision record says so for this place of the log and repeats nothing of what could not be trusted.
 */
export function quarantine(
  hub: Hub,
  inForce: InForce | null,
  stored: StoredRecord,
  reason: QuarantineReason,
): RoutedRecord {
  const place = `${stored.partition}:${stored.offset}`;
  return {
    kind: 'QUARANTINE',
    decision: decisionRecord(hub, inForce, stored, { outcome: 'QUARANTINED', reason }),
    quarantined: {
      topic: hub.topics.quarantine,
      key: stored.key,
      value: stored.value ?? Buffer.alloc(0),
      headers: { ...stored.headers, 'schakel-quarantine-reason': reason, 'schakel-log-place': place },
      partition: stored.partition,
    },
    deliveries: [],
    facts: null,
    references: [],
    inForce,
    messageId: null,
    summary: { outcome: 'QUARANTINED', reason, code: null, delivered: 0, refused: {}, alarm: true },
  };
}
