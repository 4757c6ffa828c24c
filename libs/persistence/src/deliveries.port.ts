import { type HeldLane } from './delivery-lanes.port.js';

/** Stops travel in a lane of their own and never wait behind a blocked case (decisions 23). */
export type Lane = 'CASE' | 'STOP';

export const DELIVERY_STATES = ['WAITING', 'ATTEMPTING', 'DELIVERED', 'PARKED', 'HELD', 'WITHHELD', 'DEAD'] as const;

/**
 * WAITING for a (next) attempt; ATTEMPTING counted, answer unknown; PARKED behind a blocked case; HELD removal message of a stopped case;
 * WITHHELD because a consent it relied on has ended; DEAD in the dead letters. DELIVERED and WITHHELD are final.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** SKIPPED: what waited behind it goes on without it. REPLACED: a corrected message of the sender took its place. */
export type Resolution = 'SKIPPED' | 'REPLACED';

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

/** The bytes of a delivery as the router wrote them: the recipient's projection, which holds personal data and goes when it is delivered. */
export interface DeliveryRecord {
  readonly key: string | null;
  /** Empty when the router wrote none. */
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface IncomingDelivery extends TakeRequest {
  readonly record: DeliveryRecord;
}

export interface Delivery extends TakeRequest {
  /** 1, 2, 3, ... without gaps per endpoint and unit. */
  readonly seq: number;
  /** 1, 2, 3, ... without gaps per endpoint, unit and case. */
  readonly caseSeq: number;
  readonly state: DeliveryState;
  /** Counted before the attempt, so that a message that crashes the process does not loop. */
  readonly attempts: number;
  /** Attempts since the last one whose end is known: the process died in them, or an agency that fetches has not acknowledged. */
  readonly unanswered: number;
  readonly lastErrorClass: string | null;
  /** Order within the lane, before `seq`: its own `seq`, or the place of the one that it replaces. */
  readonly place: number;
  /** How often it became DEAD. */
  readonly deaths: number;
  /** DEAD, in the lane of cases, and nobody has decided about it: what follows in its case is parked. */
  readonly blocks: boolean;
  /** What was decided about a dead one; it stays DEAD. */
  readonly resolution: Resolution | null;
  /** The plan that released it last. */
  readonly planId: string | null;
  readonly releasedAt: string | null;
  /** Of its first failed attempt. */
  readonly firstFailedAt: string | null;
  readonly takenAt: string;
  readonly changedAt: string;
}

export type Taken =
  | { readonly kind: 'taken'; readonly delivery: Delivery }
  /** Taken before (crash, rebalance): its row rules, whatever the watermark says. */
  | { readonly kind: 'known'; readonly delivery: Delivery }
  /** At or below the watermark and without a row of its own: a repeat, to be dropped. */
  | { readonly kind: 'older' };

/** What the taker wants of the lanes that its batch touches (`delivery-lanes.port.ts`). */
export interface TakeOptions {
  /** Who fetches by itself has no lanes: nobody works them. */
  readonly hasLanes: (recipient: Recipient) => boolean;
  /** New lanes that the taker keeps for itself at once; null = none, whoever claims first. */
  readonly lease: { readonly id: string; readonly ms: number; readonly room: (recipient: Recipient) => number } | null;
}

export interface TakeResult {
  /** In the order of the requests. */
  readonly taken: readonly Taken[];
  /** New lanes that are the taker's. All that they hold is in `taken`. */
  readonly lanes: readonly HeldLane[];
}

export type AttemptBegun =
  | { readonly kind: 'attempting'; readonly attempts: number; readonly unanswered: number }
  /** The lease of the lane has run out, and another process may be ahead: leave it alone. */
  | { readonly kind: 'lost' }
  /** The case is stopped; the delivery is now HELD. */
  | { readonly kind: 'held' }
  /** The state allows no attempt (delivered, withheld, dead, parked, held), or an earlier one of its lane must go first. */
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

export type AttemptedDelivery = Pick<TakeRequest, 'deliveryId' | 'caseKey' | 'removal'>;

export type SettledState = Exclude<DeliveryState, 'ATTEMPTING'>;

export interface Deliveries {
  /** One SQL transaction for all, in the order given: watermark, numbers, rows, bytes and lanes together. */
  take(requests: readonly IncomingDelivery[], options?: TakeOptions): Promise<TakeResult>;
  /**
   * Must precede every attempt. Renews the lease of `lane`; null for a recipient that fetches, where there is none. For a removal message it
   * reads the stop register under its lock (decisions 24).
   */
  beginAttempt(delivery: AttemptedDelivery, lane: HeldLane | null): Promise<AttemptBegun>;
  /**
   * The answer to an attempt, or a decision about a waiting delivery. `errorClass` is a class name (`endpoint`, `message`, ...), never a text
   * of the recipient. False when the delivery is unknown or final, or when it is HELD or DEAD and would come back by this. What a recipient
   * says it has is DELIVERED, whatever else was decided meanwhile. The bytes go with DELIVERED and WITHHELD.
   */
  settle(deliveryId: string, state: SettledState, errorClass?: string | null): Promise<boolean>;
  find(deliveryId: string): Promise<Delivery | null>;
  /** Ordered by endpoint, unit, seq. */
  list(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  /** Per recipient and state, for balance and metrics. */
  counts(): Promise<readonly (Recipient & { readonly state: DeliveryState; readonly count: number })[]>;
}
