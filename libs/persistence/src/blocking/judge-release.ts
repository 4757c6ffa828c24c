import { type DeliveryState, type Resolution } from '../deliveries.port.js';
import { type Release, type Released } from '../releases.port.js';

/** What is known of a delivery that is to be released. */
export interface ReleaseStanding {
  readonly state: DeliveryState;
  readonly resolution: Resolution | null;
  readonly hasBytes: boolean;
  /** This plan has released it before. */
  readonly repeated: boolean;
  /** A removal message of a case that is stopped now. */
  readonly stopped: boolean;
  /** Ids of parked deliveries that may take its place. */
  readonly replacements: ReadonlySet<string>;
}

/** Pure: why an order is not carried out; null when it is. */
export function judgeRelease(order: Release, standing: ReleaseStanding | null): Released | null {
  if (standing === null) return { kind: 'unknown' };
  const { state, resolution, hasBytes, repeated, stopped, replacements } = standing;
  if (repeated) return { kind: 'repeated' };
  const undecided = state === 'DEAD' && resolution === null;
  switch (order.kind) {
    case 'SKIP':
      return undecided ? null : { kind: 'not-now', state };
    case 'REPLACE':
      return undecided && replacements.has(order.by) ? null : { kind: 'not-now', state };
    case 'RETRY':
      if (!undecided && state !== 'HELD') return { kind: 'not-now', state };
      if (!hasBytes) return { kind: 'gone' };
      return state === 'HELD' && stopped ? { kind: 'held' } : null;
  }
}
