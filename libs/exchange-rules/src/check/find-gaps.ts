import { addDays, ENDPOINTS, type Endpoint, type MessageCode } from '#lib/domain';
import type { DeclaredGap, Rule, RuleSet } from '../rule-set/rule-set.js';
import type { CheckedRules } from './checked-rules.js';
import type { Report } from './finding.js';

/** Days from `from` to `until`, both included; null = no bound. */
interface Days {
  readonly from: string | null;
  readonly until: string | null;
}

/** Every cell on every day is answered by a rule, closed by a hard deny, or declared empty, and only one of these. */
export function findGaps({ ruleSet, catalogue, fileOf }: CheckedRules, report: Report): void {
  for (const { code } of catalogue.messages) {
    for (const recipient of ENDPOINTS) {
      const cell = cellOf(ruleSet, code, recipient);
      const say = (what: string): void => report('GAP', fileOf(code), null, `${code} to ${recipient} ${what}`);
      if (cell.denied) {
        if (cell.gaps.length > 0) say('is declared empty and closed by a hard deny');
        continue;
      }
      for (const rule of cell.rules) {
        const empty = cell.gaps.find((gap) => touch(gap, { from: rule.validFrom, until: rule.validUntil }));
        if (empty !== undefined) say(`is declared empty on days on which ${rule.id} holds`);
      }
      const stated = [
        ...cell.rules.map(({ validFrom, validUntil }) => ({ from: validFrom, until: validUntil })),
        ...cell.gaps,
      ];
      for (const days of uncovered(ruleSet.validFrom, stated)) say(`is stated nowhere ${inWords(days)}`);
    }
  }
}

function cellOf(
  { rules, gaps, denied }: RuleSet,
  message: MessageCode,
  recipient: Endpoint,
): { readonly rules: readonly Rule[]; readonly gaps: readonly DeclaredGap[]; readonly denied: boolean } {
  const own = <T extends { readonly message: MessageCode; readonly recipient: Endpoint }>(items: readonly T[]): T[] =>
    items.filter((item) => item.message === message && item.recipient === recipient);
  return { rules: own(rules), gaps: own(gaps), denied: own(denied).length > 0 };
}

function touch(one: Days, other: Days): boolean {
  return !endsBefore(one, other) && !endsBefore(other, one);
}

function endsBefore(first: Days, second: Days): boolean {
  return first.until !== null && second.from !== null && first.until < second.from;
}

/** Stretches of days from `start` on that nothing covers. */
export function uncovered(start: string, stated: readonly Days[]): readonly Days[] {
  const byBegin = [...stated].sort((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1));
  const open: Days[] = [];
  let next: string | null = start;
  for (const { from, until } of byBegin) {
    if (next === null) break;
    if (from !== null && from > next) open.push({ from: next, until: addDays(from, -1) });
    if (until === null) next = null;
    else if (until >= next) next = addDays(until, 1);
  }
  return next === null ? open : [...open, { from: next, until: null }];
}

function inWords({ from, until }: Days): string {
  return until === null ? `from ${from} on` : `from ${from} to ${until}`;
}
