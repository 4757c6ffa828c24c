/** A page of a list: `next` is what to give as `after` for the page behind it, null when this was the last. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Items per page when nobody says how many. */
export const PAGE_SIZE = 50;

export function limitOf(limit: string | undefined): number {
  return limit === undefined ? PAGE_SIZE : Number(limit);
}
