import type { DeadLetterCursor } from '#lib/persistence';
import { writePageWord } from '../options/page-word.js';

/** The word by which a list of dead letters goes on; null after the last page. */
export function deadLetterPage(next: DeadLetterCursor | null): string | null {
  return next === null ? null : writePageWord({ at: next.deadSince, id: next.deliveryId });
}
