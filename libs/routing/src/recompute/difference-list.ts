import type { Difference } from './recomputed.js';

/** Counts differences and keeps the first one in the order of the case log; they are found topic by topic. */
export class DifferenceList {
  count = 0;
  first: Difference | null = null;

  add(difference: Difference): void {
    this.count += 1;
    if (this.first === null || placeOf(difference) < placeOf(this.first)) this.first = difference;
  }
}

function placeOf({ logOffset }: Difference): number {
  return logOffset ?? Number.MAX_SAFE_INTEGER;
}
