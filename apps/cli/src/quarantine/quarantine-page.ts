import type { QuarantineCursor } from '#lib/persistence';
import { writePageWord } from '../options/page-word.js';

/** The word by which a list of quarantined records goes on; null after the last page. */
export function quarantinePage(next: QuarantineCursor | null): string | null {
  return next === null ? null : writePageWord({ at: next.since, id: next.quarantineId });
}
