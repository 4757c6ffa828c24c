import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');

interface Row {
  readonly row: number;
  readonly input: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
  /** Why there is nothing to test. */
  readonly exempt?: string;
}

const { rows } = JSON.parse(readFileSync(join(import.meta.dirname, 'bad-inputs.matrix.json'), 'utf8')) as {
  rows: readonly Row[];
};
/** Those that concern a door: 1 to 35, leaks and loops, what lies behind a push, logs and operators' ports. */
const AT_A_DOOR = [...Array.from({ length: 35 }, (_none, n) => n + 1), 37, 40, 53, 54, 55, 56, 57, 58, 60, 66];

describe('the table of bad inputs', () => {
  it('has every row that concerns a door, once, in order', () => {
    expect(rows.map(({ row }) => row)).toEqual(AT_A_DOOR);
  });

  it.each(rows.map((row) => [row.row, row.input, row] as const))(
    'row %i, %s, is covered by tests that there are',
    (_row, _input, { tests, exempt }) => {
      expect(tests.length > 0 || (exempt ?? '').length > 40).toBe(true);
      const missing = tests.filter(
        ({ file, title }) => !existsSync(join(ROOT, file)) || !isTitle(readFileSync(join(ROOT, file), 'utf8'), title),
      );
      expect(missing).toEqual([]);
    },
  );
});

/** In quotes, as the beginning of the name of a test, of a case of it, or of a check. */
function isTitle(text: string, title: string): boolean {
  return [`'${title}`, `"${title}`, `\`${title}`].some((quoted) => text.includes(quoted));
}
