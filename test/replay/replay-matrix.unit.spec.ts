import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');

interface Row {
  readonly row: string;
  readonly promise: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

const { rows } = JSON.parse(readFileSync(join(import.meta.dirname, 'replay.matrix.json'), 'utf8')) as {
  rows: readonly Row[];
};
const CHECKLIST = Array.from({ length: 20 }, (_none, n) => `R${n + 1}`);
/** Without I4 and I14 (no transactions), I7 and I13 (not about delivery). */
const INVARIANTS = ['I1', 'I2', 'I3', 'I5', 'I6', 'I8', 'I9', 'I10', 'I11', 'I12', 'I15', 'D4'];

describe('the table of what a replay must do and what must hold', () => {
  it('has every line of the checklist and every invariant, once, in order', () => {
    expect(rows.map(({ row }) => row)).toEqual([...CHECKLIST, ...INVARIANTS]);
  });

  it.each(rows.map((row) => [row.row, row.promise, row] as const))(
    '%s, %s, is covered by tests that there are',
    (_row, _promise, { tests }) => {
      expect(tests.length).toBeGreaterThan(0);
      const missing = tests.filter(
        ({ file, title }) => !existsSync(join(ROOT, file)) || !isTitle(readFileSync(join(ROOT, file), 'utf8'), title),
      );
      expect(missing).toEqual([]);
    },
  );
});

/** In quotes, as the beginning of the name of a test, of a case of it, or of the promise of a check. */
function isTitle(text: string, title: string): boolean {
  return [`'${title}`, `"${title}`, `\`${title}`].some((quoted) => text.includes(quoted));
}
