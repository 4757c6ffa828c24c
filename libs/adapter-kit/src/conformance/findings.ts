import { isDeepStrictEqual } from 'node:util';

/** What a check found wrong, in words; an empty list is a pass. Names places, codes and counts, never a value of a message. */
export class Findings {
  private readonly found: string[] = [];

  /** True when it holds. */
  holds(condition: boolean, otherwise: string): boolean {
    if (!condition) this.found.push(otherwise);
    return condition;
  }

  /** For statuses, codes and names: both sides are shown. */
  same(what: string, got: unknown, expected: unknown): boolean {
    return this.holds(isDeepStrictEqual(got, expected), `${what}: expected ${shown(expected)}, got ${shown(got)}`);
  }

  all(): readonly string[] {
    return this.found;
  }
}

const LONGEST = 300;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
