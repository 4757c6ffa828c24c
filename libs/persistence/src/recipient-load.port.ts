import { type Recipient } from './deliveries.port.js';

/** The longest standing of its kind, by the database's clock. */
export interface Oldest {
  /** RFC 3339. */
  readonly since: string;
  readonly ageSeconds: number;
}

/** How one recipient unit is doing now: what it has yet to get, what it will not get by itself, and since when. */
export interface RecipientLoad extends Recipient {
  /** For a (next) attempt. */
  readonly waiting: number;
  /** Counted, answer unknown. */
  readonly attempting: number;
  /** Behind a blocked case. */
  readonly parked: number;
  /** Removal messages of stopped cases; also after the stop has ended, until an operator's plan releases them. */
  readonly held: number;
  /** Dead letters that nobody has skipped or replaced. */
  readonly dead: number;
  readonly blockedCases: number;
  /** Of `waiting` and `attempting`: since it was taken from its topic. */
  readonly oldestWaiting: Oldest | null;
  readonly oldestDead: Oldest | null;
  readonly oldestHeld: Oldest | null;
  readonly oldestBlocked: Oldest | null;
  /** Failures since it last answered; null: it answers. `open`: it is tried now and then only. */
  readonly circuit: { readonly failures: number; readonly open: boolean } | null;
  /** Above a cap on blocked cases or parked deliveries: nothing but stops goes to it. */
  readonly paused: boolean;
}

export interface LoadFilter {
  /** Default: all. */
  readonly endpoints?: readonly string[];
  /** Only with one endpoint. */
  readonly unit?: string;
}

/** Recipient units that something was ever sent to. */
export interface RecipientLoads {
  /** Ordered by endpoint and unit. Reads what is not delivered, once; what is delivered costs nothing (README). */
  read(filter?: LoadFilter): Promise<readonly RecipientLoad[]>;
}
