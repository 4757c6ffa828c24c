import { type Recipient } from './deliveries.port.js';
import { type StoredDelivery } from './delivery-lanes.port.js';

/** For recipients that fetch: what waits for them, and nothing of anybody else. */
export interface DeliveryQueue {
  /** Open deliveries of these recipients, of one that is paused its stops alone, and what operators have released; stops first, then in order of `seq` within each recipient. `limit` from 1. */
  waiting(recipients: readonly Recipient[], limit: number): Promise<readonly StoredDelivery[]>;
  /** How many wait, counted up to `most`. */
  count(recipients: readonly Recipient[], most: number): Promise<number>;
  /** The deliveries with these ids that are for one of the recipients, in any state; others are left out. */
  own(recipients: readonly Recipient[], deliveryIds: readonly string[]): Promise<readonly StoredDelivery[]>;
}
