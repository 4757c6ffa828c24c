import type { LedgerCursor } from '#lib/persistence';

export class PageUnknown extends Error {
  readonly code = 'page-unknown';
}

/** Where a listing goes on, as one word for the command line. */
export function writePage({ at, partition, offset, cell }: LedgerCursor): string {
  return Buffer.from(JSON.stringify([at, partition, offset, cell])).toString('base64url');
}

/** @throws PageUnknown when it is no word that a listing gave */
export function readPage(word: string): LedgerCursor {
  try {
    const [at, partition, offset, cell] = JSON.parse(Buffer.from(word, 'base64url').toString()) as unknown[];
    if (
      typeof at === 'string' &&
      !Number.isNaN(Date.parse(at)) &&
      [partition, offset, cell].every(Number.isSafeInteger)
    ) {
      return { at, partition: partition as number, offset: offset as number, cell: cell as number };
    }
  } catch {
    // Falls through: no word of ours.
  }
  throw new PageUnknown('--page takes the word that the listing before it ended with.');
}
