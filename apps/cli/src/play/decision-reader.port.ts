import type { Cell } from '#lib/domain';

export interface RecordedCell extends Cell {
  readonly deliveryId: string | null;
}

/** What the decisions topic says about one message. */
export interface RecordedDecision {
  readonly messageId: string;
  /** DECIDED, FACTS_CHANGED, REJECTED, DUPLICATE. */
  readonly outcome: string;
  readonly reason: string | null;
  readonly cells: readonly RecordedCell[];
}

export interface DecisionReader {
  /** Resolves when the decision on this message is on record; null when the deadline passes. */
  whenDecided(messageId: string, deadlineMs: number): Promise<RecordedDecision | null>;
  close(): Promise<void>;
}
