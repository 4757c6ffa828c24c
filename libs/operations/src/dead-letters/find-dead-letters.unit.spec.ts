import { describe, expect, it } from '@jest/globals';
import type { DeadLetterFilter, DeadLetterGroup } from '#lib/persistence';
import { findDeadLetters } from './find-dead-letters.js';
import { groupOfLetter } from './group-of-letter.js';

const SIGNS = { endpoint: 'GEM', unit: '0599', code: 'M06', errorClass: 'message', reason: 'http-400', schemaId: 7 };
const AGES = { count: 1, oldestAgeSeconds: 9, newestAgeSeconds: 9 };
const GROUPS: readonly DeadLetterGroup[] = [
  { ...SIGNS, ...AGES },
  { ...SIGNS, ...AGES, reason: 'http-422' },
  { ...SIGNS, ...AGES, reason: null },
];

function asked(group: string | undefined): Promise<readonly DeadLetterFilter[]> {
  const filters: DeadLetterFilter[] = [];
  const list = (filter: DeadLetterFilter) => {
    filters.push(filter);
    return Promise.resolve({ letters: [], next: null });
  };
  const letters = { list, groups: () => Promise.resolve(GROUPS) };
  return findDeadLetters(letters, { filter: { endpoint: 'GEM' }, group, limit: 5, after: null }).then(() => filters);
}

describe('dead letters of a group', () => {
  it('are those with its signs', async () => {
    const [filter] = await asked(groupOfLetter({ ...SIGNS, reason: 'http-422' }) ?? '');
    expect(filter).toMatchObject({ endpoint: 'GEM', signs: { reason: 'http-422' } });
  });

  it('are none where there is no such group', async () => {
    expect(await asked('0123456789abcdef')).toEqual([]);
  });

  it('are not asked for without one', async () => {
    expect(await asked(undefined)).toEqual([{ endpoint: 'GEM' }]);
  });

  it('have no group before the reason is known', () => {
    expect(groupOfLetter({ ...SIGNS, reason: null })).toBeNull();
  });
});
