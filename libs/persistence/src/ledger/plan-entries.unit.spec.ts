import { describe, expect, it } from '@jest/globals';
import { planEntries } from './plan-entries.js';

const entry = (id: string, recordHash: string) => ({ id, recordHash });
const plan = (entries: readonly ReturnType<typeof entry>[], known: readonly (readonly [string, string])[] = []) =>
  planEntries(entries, new Map(known), ({ id }) => id);

describe('entries for the ledger', () => {
  it('are fresh when their id is new, also to the batch', () => {
    expect(plan([entry('a', '1'), entry('b', '2')])).toMatchObject({ repeated: 0, differing: null });
    expect(plan([entry('a', '1'), entry('b', '2'), entry('a', '1')])).toEqual({
      fresh: [entry('a', '1'), entry('b', '2')],
      repeated: 1,
      differing: null,
    });
  });

  it('are repeats when the same content is known', () => {
    expect(plan([entry('a', '1')], [['a', '1']])).toEqual({ fresh: [], repeated: 1, differing: null });
  });

  it.each([
    ['stored', [entry('b', '2'), entry('a', '9'), entry('c', '3')], [['a', '1']] as const],
    ['in the batch', [entry('b', '2'), entry('b', '9'), entry('c', '3')], []],
  ])('end at the first one that differs from what is %s', (_where, entries, known) => {
    const planned = plan(entries, known);
    expect(planned.fresh).toEqual([entry('b', '2')]);
    expect(planned.differing).toEqual(entries[1]);
  });
});
