import type { Cell } from '#lib/domain';

/** The two lists of a decided cell that projection needs. */
export type CellFields = Pick<Cell, 'removed' | 'masked'>;

export interface ProjectionOptions {
  /** The mission's reference, which replaces `caseNumber` towards EMB; required there (decisions 21). */
  readonly reference?: string;
}
