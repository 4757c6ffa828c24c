import type { DeadLetterCursor, DeadLetterFilter, DeadLetterPage, DeadLetters } from '#lib/persistence';
import { groupOfLetter } from './group-of-letter.js';

export interface DeadLettersAsked {
  readonly filter: DeadLetterFilter;
  readonly group: string | undefined;
  readonly limit: number;
  readonly after: DeadLetterCursor | null;
}

/** A group's name is a hash: its signs are found among those that there are, and the letters by the signs. */
export async function findDeadLetters(
  letters: Pick<DeadLetters, 'list' | 'groups'>,
  { filter, group, limit, after }: DeadLettersAsked,
): Promise<DeadLetterPage> {
  if (group === undefined) return letters.list(filter, limit, after);
  const signs = (await letters.groups(filter)).find((one) => groupOfLetter(one) === group);
  return signs === undefined ? { letters: [], next: null } : letters.list({ ...filter, signs }, limit, after);
}
