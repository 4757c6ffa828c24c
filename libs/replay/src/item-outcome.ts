/** What became of one item of a plan that was carried out. */
export const ITEM_OUTCOMES = [
  /** In its recipient's lane: not delivered yet. */
  'RELEASED',
  /** The order to decide it again, or to read it again, is written: the router has not come to it yet. */
  'ORDERED',
  'DELIVERED',
  /** It failed for good once more. */
  'DEAD_AGAIN',
  /** A stop stands on its case. */
  'HELD',
  /** A follower that the rules of today don't let go, or whose consent has ended. */
  'WITHHELD',
  /** Decided again: refused. */
  'REFUSED',
  /** Behind another dead letter of its case. */
  'PARKED',
  /** The head of a blocked case, passed by; it stays in the dead letters. */
  'SKIPPED',
  /** The head of a blocked case, whose place its sender's corrected message took; it stays in the dead letters. */
  'REPLACED',
  /** The quarantined record stands in the case log; what is decided of it is for the ledger to say. */
  'READ',
  /** The verdict found just before sending no longer let it go. */
  'NOT_SENT',
] as const;

export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

/** What is still to be waited for. */
export const UNDER_WAY: ReadonlySet<ItemOutcome> = new Set(['RELEASED', 'ORDERED']);
