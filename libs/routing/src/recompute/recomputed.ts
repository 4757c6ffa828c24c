/** Where what stands on a topic is not what the case log gives. Ids, places and names of fields; never a value. */
export interface Difference {
  readonly kind:
    /** Other bytes than the log gives. */
    | 'DIFFERENT'
    /** Not there, or only after the record of a later place. */
    | 'MISSING'
    /** The log does not explain it. */
    | 'UNEXPLAINED'
    /** This version cannot decide from here on; what follows in the partition is not compared. */
    | 'CANNOT_DECIDE';
  readonly record: 'decision' | 'delivery';
  readonly topic: string;
  readonly partition: number;
  /** Place in the case log; null when the record does not name one. */
  readonly logOffset: number | null;
  /** Place in the topic; null when it is missing at the end. */
  readonly topicOffset: number | null;
  readonly decisionId: string | null;
  readonly deliveryId: string | null;
  /** e.g. `cells[3].removed[0]`, `header ce_time`, `key`, `bytes`. */
  readonly field: string | null;
  /** Only with `CANNOT_DECIDE`. */
  readonly reason: string | null;
}

/** Records of one kind that were compared. */
export interface Agreement {
  /** Equal in every byte; each id once. */
  readonly agree: number;
  /** The same bytes under the same id again: after a crash, or by a second router. */
  readonly repeated: number;
  /** Written by another engine, which only its own version can compute again (decisions 9). */
  readonly otherEngine: number;
}

export interface PartitionRecomputed {
  readonly partition: number;
  /** Records of the case log that were decided again. */
  readonly records: number;
  readonly decisions: Agreement;
  readonly deliveries: Agreement;
  /** Records at the end of the log that no router has finished yet. */
  readonly undecided: number;
  readonly differences: number;
  /** The first in the order of the case log. */
  readonly first: Difference | null;
}
