/** What a run of chaos leaves to be judged: nothing but what was said, written and received. */
export interface Evidence {
  readonly submissions: readonly Submission[];
  /** Every record of the decisions topic, repeats included, in the order of its partition. */
  readonly decisions: readonly DecisionSeen[];
  /** Of the case log. */
  readonly logEnds: readonly { readonly partition: number; readonly low: number; readonly high: number }[];
  /** In the order in which the agencies' systems took them. */
  readonly arrivals: readonly ArrivalSeen[];
  readonly rows: readonly DeliveryRowSeen[];
  readonly ledger: { readonly decisions: number; readonly cells: number };
  readonly books: readonly BookSeen[];
  readonly places: readonly PlaceSample[];
  readonly sizes: readonly SizeSample[];
  /** Canary texts by the number of the message that they were planted in. */
  readonly canaries: ReadonlyMap<number, readonly PlantedCanary[]>;
  /** Of the hub decided again; what it said where that did not agree. */
  readonly recompute: { readonly agrees: boolean; readonly said: string };
  readonly replay: ReplaySeen | null;
  readonly quiet: Quiet;
  /** null: the run never came so far. */
  readonly isolation: IsolationSeen | null;
}

export interface Submission {
  readonly n: number;
  readonly id: string;
  readonly sender: string;
  readonly code: string;
  readonly caseIndex: number;
  readonly stop: StopSent | null;
  readonly removal: boolean;
  /** Every answer of the door to this id, in order. */
  readonly answers: readonly DoorAnswer[];
}

/** What a message says about the stop on removal of its case. */
export interface StopSent {
  readonly ground: string;
  readonly opens: boolean;
}

export interface DoorAnswer {
  /** 0: no answer at all. */
  readonly status: number;
  readonly messageId: string | null;
  /** When it came, ms since 1970 by the machine's clock. */
  readonly at: number;
}

export interface DecisionSeen {
  readonly partition: number;
  readonly offset: number;
  readonly decisionId: string;
  readonly messageId: string;
  readonly outcome: string;
  readonly caseKey: string;
  /** Of the record's value. */
  readonly hash: string;
  readonly cells: readonly CellSeen[];
}

export interface CellSeen {
  readonly recipient: string;
  readonly unit: string | null;
  readonly refusal: string | null;
  readonly deliveryId: string | null;
  readonly removed: readonly string[];
}

export interface ArrivalSeen {
  readonly deliveryId: string;
  readonly endpoint: string;
  readonly unit: string | null;
  readonly sequence: number | null;
  /** When it first came, ms since 1970. */
  readonly at: number;
  readonly canaries: readonly string[];
}

export interface DeliveryRowSeen {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly endpoint: string;
  readonly unit: string | null;
  readonly caseKey: string;
  readonly lane: string;
  readonly removal: boolean;
  readonly generation: number;
  readonly seq: number;
  readonly caseSeq: number;
  readonly state: string;
}

export interface BookSeen {
  readonly endpoint: string;
  readonly unit: string | null;
  readonly total: number;
  readonly refused: number;
  readonly delivered: number;
  readonly withheld: number;
  readonly held: number;
  readonly underway: number;
  readonly dead: number;
  readonly faults: readonly string[];
}

/** How far a reader of a partition was at some moment. */
export interface PlaceSample {
  /** `row`: as its table says. `group`: as its consumer group has committed to Kafka. */
  readonly kept: 'row' | 'group';
  readonly reader: string;
  readonly partition: number;
  readonly next: number;
}

export interface SizeSample {
  readonly process: string;
  readonly rssMiB: number;
  readonly openFiles: number;
}

export interface PlantedCanary {
  readonly text: string;
  readonly field: string;
  readonly birthPlace: boolean;
}

/** What came after everything was healed. */
export interface Quiet {
  /** Until nothing waited any more, ms; null: it never became quiet. */
  readonly afterMs: number | null;
  /** The longest time in which nothing moved though something waited, ms. */
  readonly standstillMs: number;
}

/** A replay of all that was dead, and then one of what is fine already. */
export interface ReplaySeen {
  /** Deliveries that were so before the first. */
  readonly dead: number;
  readonly parked: number;
  readonly arrivalsBefore: number;
  readonly arrivalsAfter: number;
  /** Dead letters that the rules and facts of today refuse: a consent has ended since. */
  readonly refused: number;
  readonly said: string;
}

/** While one recipient was away, and nothing else was wrong. */
export interface IsolationSeen {
  readonly away: string;
  /** ms since 1970. It ended when nothing waited for the others any more, or nothing moved. */
  readonly from: number;
  readonly until: number;
  /** Deliveries that waited for it in the end. */
  readonly waited: number;
  /** Deliveries that were parked, held, withheld or dead by then: their case was in trouble itself. */
  readonly atRest: ReadonlySet<string>;
}
