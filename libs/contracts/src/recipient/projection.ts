import type { Cell } from '#lib/domain';

/** The two lists of a decided cell that projection needs. */
export type CellFields = Pick<Cell, 'removed' | 'masked'>;

export interface ProjectionOptions {
  /** The mission's reference, which replaces `caseNumber` towards EMB; required there (decisions 21). */
  readonly reference?: string;
  /**
   * Of the message's schema: where the record's is older, what goes out is by the recipient's schema of this one, without what the record did
   * not say yet. Without it, by that of the record's own.
   */
  readonly revision?: number;
}
