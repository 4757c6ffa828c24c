/** How a delivery ended, for its receipt, its row and, when it is DEAD, its dead letter. */
export type Ending =
  | {
      readonly outcome: 'DELIVERED' | 'HELD' | 'WITHHELD';
      /** A code. */
      readonly reason: string | null;
      readonly attempts: number;
      readonly failure: null;
    }
  | {
      readonly outcome: 'DEAD';
      readonly reason: string;
      readonly attempts: number;
      /** `message`: the recipient will never take it; `hub`: the hub can't read or finish it. */
      readonly failure: 'message' | 'hub';
      /** A code that the recipient chose; for the dead letter alone, so that two receipts of one ending are the same. */
      readonly detail?: string;
    };
