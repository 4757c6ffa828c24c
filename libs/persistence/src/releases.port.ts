import { type DeliveryState } from './deliveries.port.js';

interface ReleaseOrder {
  /** A dead letter; with RETRY also a removal message on hold. */
  readonly deliveryId: string;
  /** The plan that orders it. The same plan and delivery a second time changes nothing. */
  readonly planId: string;
  /** Delivery ids of parked followers that the rules of today don't let go: WITHHELD in the same transaction. Write their receipts first. */
  readonly withhold: readonly string[];
}

export type Release =
  /** The same bytes under the same id go to the recipient once more. */
  | (ReleaseOrder & { readonly kind: 'RETRY' })
  /** It stays dead, marked as skipped, and what waits behind it goes on. */
  | (ReleaseOrder & { readonly kind: 'SKIP' })
  /** It stays dead, marked as replaced; the delivery `by` takes its place in the order of the case. */
  | (ReleaseOrder & { readonly kind: 'REPLACE'; readonly by: string });

export type Released =
  | { readonly kind: 'released' }
  /** In its order behind another head of its case, which is not decided about. */
  | { readonly kind: 'parked' }
  /** A removal message of a stopped case: it is HELD. */
  | { readonly kind: 'held' }
  /** Nothing to release: not dead and not on hold, or decided about before. For REPLACE also: `by` may not take its place. */
  | { readonly kind: 'not-now'; readonly state: DeliveryState }
  /** Its bytes are no longer there. */
  | { readonly kind: 'gone' }
  /** This plan did it before. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'unknown' };

/** What operators order through a plan, through the machine of blocked cases: nothing is overtaken, and a stop still holds. */
export interface Releases {
  /** One transaction for all; answers in the order of the orders. At most 1000, each delivery once. */
  release(orders: readonly Release[]): Promise<readonly Released[]>;
}
