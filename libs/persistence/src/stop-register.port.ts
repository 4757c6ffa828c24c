import { type AttemptBegun, type AttemptedDelivery } from './deliveries.port.js';
import { type HeldLane } from './delivery-lanes.port.js';

/** The encoded record as it goes (again) to the case log. */
export interface StopRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface StopEntry {
  readonly messageId: string;
  readonly caseKey: string;
  readonly ground: string;
  readonly record: StopRecord;
}

/** A stop whose record has not been taken by the router yet. */
export interface UnpublishedStop extends StopEntry {
  /** How often it was handed out, this time included. */
  readonly times: number;
}

export interface StopBegun {
  /** False when this message's entry was there already. */
  readonly fresh: boolean;
  /** Removal deliveries of the case that this stop put on hold. */
  readonly held: readonly string[];
  /** Removal deliveries whose attempt had begun before the stop: raise the alarm. */
  readonly attempting: readonly string[];
}

/** Stop before go (decisions 24): a case is stopped while an entry or an open SUSP exists. */
export interface StopRegister {
  /** Before publishing the stop. Takes the case's register row exclusively. */
  begin(entry: StopEntry): Promise<StopBegun>;
  /** Ends entries by message id; the router does the same inside `RouterStore.commit`. */
  remove(messageIds: readonly string[]): Promise<void>;
  isStopped(caseKey: string): Promise<boolean>;
  /**
   * Entries begun, or handed out by this, at least so many ms ago (database clock), oldest first, to be published again by the sweeper.
   * Each call hands out other ones until all have had their turn. The pause doubles with every time an entry was handed out, up to 256 times
   * `olderThanMs`: one that the router can't take stays a stop, but is not published for ever at the same pace.
   */
  unpublished(olderThanMs: number, limit?: number): Promise<readonly UnpublishedStop[]>;
  /**
   * Begins an attempt of a removal delivery under a shared lock on the case's register row: either it is marked and counted, or it is HELD.
   * `Deliveries.beginAttempt` calls it for removal messages.
   */
  attemptRemoval(delivery: AttemptedDelivery, lane: HeldLane | null): Promise<AttemptBegun>;
}
