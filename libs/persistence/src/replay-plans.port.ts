import { type NewAuditEntry } from './operator-audit.port.js';

type Json = Readonly<Record<string, unknown>>;

/** What was ordered. Kinds, states, verdicts and outcomes are words of `libs/replay`; here they are only kept. */
export interface NewPlan {
  readonly planId: string;
  readonly kind: string;
  readonly selection: Json;
  readonly narrower: boolean;
  readonly ratePerSecond: number | null;
  readonly reason: string;
  readonly madeBy: string;
}

export interface StoredApproval {
  readonly by: string;
  readonly at: string;
  readonly planHash: string;
}

export interface StoredHalt {
  readonly code: string;
  readonly by: string | null;
  readonly reason: string | null;
  readonly at: string;
}

export interface StoredPlan extends NewPlan {
  readonly state: string;
  /** RFC 3339, by the database's clock, as are the others. */
  readonly madeAt: string;
  readonly found: number | null;
  readonly judged: number;
  readonly basis: Json | null;
  readonly planHash: string | null;
  readonly counts: Json | null;
  readonly approval: StoredApproval | null;
  readonly halt: StoredHalt | null;
  /** Of the last beginning or going on. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly newFailures: number;
}

export interface StoredVerdict {
  readonly kind: string;
}

/** An item as the dry run made it. */
export interface NewItem {
  /** From 1, in the order of the run. */
  readonly nth: number;
  readonly itemId: string;
  readonly role: 'HEAD' | 'FOLLOWER' | 'ALONE';
  readonly headId: string | null;
  readonly deliveryId: string | null;
  readonly decisionId: string | null;
  readonly ruleSetThen: string | null;
  readonly messageId: string | null;
  readonly message: string | null;
  readonly endpoint: string | null;
  readonly unit: string | null;
  readonly caseKey: string | null;
  readonly generation: number;
  readonly removal: boolean;
  readonly verdict: StoredVerdict;
  readonly upgraded: boolean;
  /** The run does something with it. */
  readonly carriedOut: boolean;
  /** Number of the ledger cell, for a back-fill. */
  readonly cell: number | null;
  readonly errorClass: string | null;
  readonly reason: string | null;
  readonly schemaId: number | null;
}

export interface StoredItem extends NewItem {
  readonly outcome: string | null;
  readonly verdictThen: StoredVerdict | null;
  readonly newGeneration: number | null;
  readonly newDeliveryId: string | null;
  readonly changedAt: string | null;
}

export interface PlanListFilter {
  readonly states?: readonly string[];
  readonly kind?: string;
  readonly madeBy?: string;
}

export interface PlanCursor {
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly planId: string;
}

export interface ItemListFilter {
  readonly verdict?: string;
  readonly outcome?: string;
  readonly role?: string;
  readonly deliveryId?: string;
}

export interface ItemsAtWork {
  readonly underWay: number;
  /** Something has still to begin. */
  readonly left: boolean;
}

/** Counted from the rows when asked. */
export interface ItemProgress {
  readonly toSend: number;
  readonly left: number;
  readonly underWay: number;
  readonly byOutcome: Readonly<Record<string, number>>;
}

/** A change of state; nothing happens from any other state. With it goes its audit entry, in the same transaction. */
export interface PlanChange {
  readonly from: readonly string[];
  readonly to: string;
  readonly approval?: { readonly by: string; readonly planHash: string };
  readonly halt?: { readonly code: string; readonly by: string | null; readonly reason: string | null } | null;
  readonly basis?: Json;
  readonly planHash?: string;
  readonly counts?: Json;
  /** `start`: now begins (again); `end`: now it is over, and its holds go. */
  readonly moment?: 'start' | 'end';
  /** With `start`: takes the items for this plan; those that another one has are marked so, and are not sent. */
  readonly busy?: { readonly outcome: string; readonly verdict: StoredVerdict };
  readonly audit: NewAuditEntry;
}

/** What became of an item, or how far it is. */
export interface ItemMark {
  readonly nth: number;
  readonly outcome: string;
  readonly verdictThen?: StoredVerdict;
  readonly newDeliveryId?: string;
}

/** Who works a plan: nobody else knows the lease. */
export interface PlanLease {
  readonly planId: string;
  readonly lease: string;
}

export interface ReplayPlans {
  /** In state PLANNING. */
  create(plan: NewPlan, audit: NewAuditEntry): Promise<StoredPlan>;
  find(planId: string): Promise<StoredPlan | null>;
  /** Newest first; `limit` 1 to 1000. */
  list(filter: PlanListFilter, limit: number, after: PlanCursor | null): Promise<readonly StoredPlan[]>;
  items(planId: string, filter: ItemListFilter, limit: number, afterNth: number): Promise<readonly StoredItem[]>;
  /** Counts all items: for who looks, not for each piece of work. */
  progress(planId: string): Promise<ItemProgress>;
  /** What a run asks before each piece; costs what is under way, not what the plan holds. */
  atWork(planId: string): Promise<ItemsAtWork>;
  /**
   * null: the plan is in none of the states `from`. Waits for a piece of work under way (`inRun`), so that after a stop nothing more begins.
   * With `lease` only while it is held.
   */
  change(planId: string, change: PlanChange, lease?: string): Promise<StoredPlan | null>;

  /** Leases a plan that is being planned or run, or whose items are under way, and that nobody works; the one that waits longest. */
  claim(lease: string, leaseMs: number): Promise<StoredPlan | null>;
  /** null: the lease was lost. */
  renew(lease: PlanLease, leaseMs: number): Promise<StoredPlan | null>;
  letGo(lease: PlanLease): Promise<void>;

  /** Throws away what an earlier dry run of it left. False: the lease was lost. */
  clearItems(lease: PlanLease, found: number): Promise<boolean>;
  addItems(lease: PlanLease, items: readonly NewItem[]): Promise<boolean>;

  /** The next heads and single ones, in order. */
  pending(planId: string, limit: number): Promise<readonly StoredItem[]>;
  /** Items behind these heads, in order, whatever the dry run said of them. */
  followersOf(planId: string, headIds: readonly string[]): Promise<readonly StoredItem[]>;
  /** Of orders to the router; lowest first. */
  ordered(planId: string, limit: number, afterNth: number): Promise<readonly StoredItem[]>;
  /**
   * Does a piece of the run, and marks the items with what it answers: all in one transaction that no stop can pass. False: the plan does not
   * run any more, or the lease was lost; `work` was not called.
   */
  inRun(lease: PlanLease, work: () => Promise<readonly ItemMark[]>): Promise<boolean>;
  /** Marks items whatever the plan's state: what became of those under way. */
  mark(planId: string, marks: readonly ItemMark[]): Promise<void>;
  /**
   * Gives each item the number of the next generation of its message, once; the items of one message share it. Answers with number by `nth`.
   */
  number(planId: string, nths: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** Takes over what became of released deliveries from their rows. Answers with how many are known now, and how many of these are dead again. */
  collect(planId: string): Promise<{ readonly ended: number; readonly deadAgain: number }>;
  /** Its own items that died again since the run began, and failures of others that look like its own. Kept with the plan. */
  countNewFailures(planId: string): Promise<number>;
  /** What the ledger says of an ordered generation. */
  decisionsOf(planId: string, nths: readonly number[]): Promise<ReadonlyMap<number, OrderedDecision>>;
}

/** The decision that came of an order. */
export interface OrderedDecision {
  readonly outcome: string;
  /** Of the cell for the item's recipient; null = delivered. */
  readonly refusal: string | null;
  readonly deliveryId: string | null;
  /** Of the row of the new delivery; null while the adapter has not taken it. */
  readonly state: string | null;
}
