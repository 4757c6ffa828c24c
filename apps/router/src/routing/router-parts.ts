import type { MessageLog } from '#lib/messaging';
import type { RouterStore } from '#lib/persistence';
import type { Clock, Logger } from '#lib/platform';
import type { GivenReference, Hub } from '#lib/routing';
import type { FaultPoints } from '../faults/fault-points.port.js';
import type { RouterMetrics } from '../router.metrics.js';

/** What the router works with. All ports, so that a test can run it on fakes, two at once, and stop it between any two writes. */
export interface RouterParts {
  readonly hub: Hub;
  readonly log: Pick<MessageLog, 'publish' | 'ends'>;
  readonly store: RouterStore;
  /** Encrypts the V-number of a mission's reference for the database. */
  seal(reference: GivenReference): string;
  readonly faults: FaultPoints;
  readonly metrics: RouterMetrics;
  readonly logger: Logger;
  /** Durations for metrics only; no decision reads it. */
  readonly clock: Clock;
}
