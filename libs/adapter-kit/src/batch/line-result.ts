import type { ContentError } from '../inbound/content-error.js';

/**
 * What became of one line. `repeated`: the same message was accepted before, under the same id. `refused`: it will never be accepted as it is.
 * `failed`: the hub could not store it now; send the list again, what was accepted is then only repeated.
 */
export interface LineResult {
  readonly line: number;
  readonly status: 'accepted' | 'repeated' | 'refused' | 'failed';
  /** The sender's own; only of lines that were accepted, because what was refused is not repeated. */
  readonly id: string | null;
  readonly messageId: string | null;
  /** Of the problem. */
  readonly code: string | null;
  /** Their pointers are names of columns. */
  readonly errors: readonly ContentError[];
}
