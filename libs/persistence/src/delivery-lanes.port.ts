import { type Delivery, type DeliveryRecord, type Lane, type Recipient, type SettledState } from './deliveries.port.js';

/** The deliveries of one recipient unit and case, cases and stops apart: one after the other, in order of `seq`. */
export interface LaneKey extends Recipient {
  readonly caseKey: string;
  readonly lane: Lane;
}

/** A lane that one process works until its lease runs out. The beginning of each attempt renews the lease. */
export interface HeldLane extends LaneKey {
  /** Nobody else knows it; with another one in the row nothing begins, and nothing is let go. */
  readonly lease: string;
  /** Raised by each taking. A lane ends only at the version at which its deliveries were read, so that none is forgotten. */
  readonly version: number;
}

export interface StoredDelivery {
  readonly delivery: Delivery;
  /** null: its bytes are gone, which only a fault of the hub can bring about. */
  readonly record: DeliveryRecord | null;
}

export interface LaneWork {
  readonly version: number;
  /** The next ones in order; empty = nothing is left. */
  readonly deliveries: readonly StoredDelivery[];
  /** More wait behind them. */
  readonly more: boolean;
}

/** Failures of a recipient unit since it last answered. There is none for a unit that answers. */
export interface Circuit extends Recipient {
  readonly failures: number;
  /** No lane of it is given out, but for one that probes. */
  readonly open: boolean;
}

export interface EndpointFailure {
  readonly probeAfterMs: number;
  /** The recipient asked to be left alone: its circuit opens at once. */
  readonly open: boolean;
  /** While the circuit is open only a probe counts, and says when the next one is due. */
  readonly probe: boolean;
}

export interface ClaimRequest {
  readonly endpoint: string;
  /** A new one at each claim. */
  readonly lease: string;
  readonly leaseMs: number;
  /** Lanes at most, by unit ('' = the endpoint has none); who is not named gets none. */
  readonly most: ReadonlyMap<string, number>;
}

export interface Claimed {
  /** Stops first, then by how long they have been due. */
  readonly lanes: readonly HeldLane[];
  /** The first deliveries of each of them, as `next` would answer, but fewer; without an entry the lease was lost at once. */
  readonly first: ReadonlyMap<HeldLane, LaneWork>;
  readonly circuits: readonly Circuit[];
  /** Units, '' where the endpoint has none, that are paused: of them stops are given out, and what operators have released. */
  readonly paused: readonly string[];
}

/** So much may stand still at one recipient unit; with more it is paused. */
export interface StandstillCaps {
  readonly blockedCases: number;
  readonly parked: number;
}

export interface PauseChange extends Recipient {
  readonly paused: boolean;
}

export interface Finished {
  /** As `Deliveries.settle` answers. */
  readonly changed: boolean;
  /** True when the lane has ended with this delivery. */
  readonly closed: boolean;
}

/** An endpoint counts as out of reach after so many failures without an answer. */
export const FAILURES_TO_OPEN = 5;

/** A lease lasts so long from the beginning of an attempt; an attempt has its own, much shorter deadline. */
export const LEASE_MS = 20_000;

/** Who works which lane, and when next: the order of deliveries across processes, crashes and outages. */
export interface DeliveryLanes {
  /**
   * Makes lanes for open deliveries that have none: after a change from fetching to pushing, of release, or what a stop has put on hold while
   * it was parked; notes who fetches; opens cases that have drained unseen. Answers with the units that have lanes, '' where the endpoint has
   * no units.
   */
  restore(endpoint: string, hasLane: (recipient: Recipient) => boolean): Promise<readonly string[]>;
  /** Leases lanes that are due. Of a unit whose circuit is open at most one, when it is time for a probe. */
  claim(request: ClaimRequest): Promise<Claimed>;
  /** null: the lease was lost. */
  next(lane: HeldLane): Promise<LaneWork | null>;
  /** Settles one delivery; with `last` the lane ends, unless something was taken since it was read. */
  finish(
    deliveryId: string,
    state: SettledState,
    errorClass: string | null,
    lane: HeldLane,
    last: boolean,
  ): Promise<Finished>;
  /** Ends an empty lane. False: something was taken since it was read, or the lease was lost. */
  close(lane: HeldLane): Promise<boolean>;
  /** Lets the lane go; due again after so many ms. The delivery, when given, goes back to WAITING with this error class. */
  release(
    lane: HeldLane,
    afterMs: number,
    failed?: { readonly deliveryId: string; readonly errorClass: string } | null,
  ): Promise<void>;
  /**
   * Pauses the endpoint's units in which more stands still than this, but for their stops, and lets those go on that are below again. Answers
   * with what has changed; each change is told to one caller.
   */
  pause(endpoint: string, caps: StandstillCaps): Promise<readonly PauseChange[]>;
  /** Counts a failure of the recipient. When its circuit is open, or opens by this, one probe is due after `probeAfterMs`. */
  noteFailure(recipient: Recipient, failure: EndpointFailure): Promise<Circuit>;
  /** The recipient answers again. */
  noteAnswer(recipient: Recipient): Promise<void>;
  /** A probe was claimed and not used. */
  allowProbe(recipient: Recipient): Promise<void>;
}
