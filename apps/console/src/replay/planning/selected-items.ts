import type { ChunkOrder } from './judge-chunk.js';
import type { Planned } from './plan-items.js';

/** What a plan is about, pinned when the dry run begins: nothing that comes later gets into it. */
export interface Selected {
  /** More than `most` when there are too many. */
  readonly count: number;
  /** So many of them, from that place on, judged. */
  chunk(from: number, size: number, order: ChunkOrder): Promise<readonly Planned[]>;
}
