/** Stops travel in a lane of their own and never wait behind a blocked case (decisions 23). */
export type Lane = 'CASE' | 'STOP';

export const DELIVERY_STATES = ['WAITING', 'ATTEMPTING', 'DELIVERED', 'PARKED', 'HELD', 'WITHHELD', 'DEAD'] as const;

/**
 * WAITING for a (next) attempt; ATTEMPTING counted, answer unknown; PARKED behind a blocked case; HELD removal message of a stopped case;
 * WITHHELD because a consent it relied on has ended; DEAD in the dead letters. DELIVERED and WITHHELD are final.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One recipient unit. `unit` null where the endpoint has none. */
export interface Recipient {
  readonly endpoint: string;
  readonly unit: string | null;
}

/** A record as it comes from the delivery topic. */
export interface TakeRequest extends Recipient {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly decisionId: string;
  readonly code: string;
  readonly caseKey: string;
  readonly lane: Lane;
  /** M24, M25, M34 to M37: never attempted while the case is stopped. */
  readonly removal: boolean;
  readonly generation: number;
  /** Place of the decided record in the case log; the watermark compares it. */
  readonly logPartition: number;
  readonly logOffset: number;
  /** Place in the delivery topic, where the bytes can be read again. */
  readonly topicPartition: number;
  readonly topicOffset: number;
}

export interface Delivery extends TakeRequest {
  /** 1, 2, 3, ... without gaps per endpoint and unit. */
  readonly seq: number;
  /** 1, 2, 3, ... without gaps per endpoint, unit and case. */
  readonly caseSeq: number;
  readonly state: DeliveryState;
  /** Counted before the attempt, so that a message that crashes the process does not loop. */
  readonly attempts: number;
  readonly lastErrorClass: string | null;
  readonly takenAt: string;
  readonly changedAt: string;
}

export type Taken =
  | { readonly kind: 'taken'; readonly delivery: Delivery }
  /** Taken before (crash, rebalance): its row rules, whatever the watermark says. */
  | { readonly kind: 'known'; readonly delivery: Delivery }
  /** At or below the watermark and without a row of its own: a repeat, to be dropped. */
  | { readonly kind: 'older' };

export type AttemptBegun =
  | { readonly kind: 'attempting'; readonly attempts: number }
  /** The case is stopped; the delivery is now HELD. */
  | { readonly kind: 'held' }
  /** The state allows no attempt (delivered, withheld, dead, parked, held). */
  | { readonly kind: 'not-now'; readonly state: DeliveryState }
  | { readonly kind: 'unknown' };

export interface DeliveryFilter {
  readonly endpoint?: string;
  /** null = only those without a unit. */
  readonly unit?: string | null;
  readonly states?: readonly DeliveryState[];
  readonly caseKey?: string;
  readonly messageId?: string;
  /** Only with a higher `seq`; meaningful within one endpoint and unit. */
  readonly afterSeq?: number;
  /** 1 to 1000, default 100. */
  readonly limit?: number;
}

export interface Deliveries {
  /** One SQL transaction for all, in the order given: watermark, numbers and rows together. */
  take(requests: readonly TakeRequest[]): Promise<readonly Taken[]>;
  /** Must precede every attempt. For a removal message it reads the stop register under its lock (decisions 24). */
  beginAttempt(deliveryId: string): Promise<AttemptBegun>;
  /**
   * The answer to an attempt, or a decision about a waiting delivery. `errorClass` is a class name (`endpoint`, `message`, ...), never a text
   * of the recipient. False when the delivery is unknown or final, or when it is HELD or DEAD and would come back by this.
   */
  settle(deliveryId: string, state: Exclude<DeliveryState, 'ATTEMPTING'>, errorClass?: string | null): Promise<boolean>;
  find(deliveryId: string): Promise<Delivery | null>;
  /** Ordered by endpoint, unit, seq. */
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  /** Per recipient and state, for balance and metrics. */
  counts(): Promise<readonly (Recipient & { readonly state: DeliveryState; readonly count: number })[]>;
}
