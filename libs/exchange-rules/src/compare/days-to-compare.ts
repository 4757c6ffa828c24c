import { addDays } from '#lib/domain';
import type { Rule } from '../rule-set/rule-set.js';

export interface ComparedDays {
  readonly from: string;
  readonly until: string | null;
}

/** The stretches of days, from `start` on, within which the same rules of a cell hold. */
export function daysToCompare(start: string, rules: readonly Rule[]): readonly ComparedDays[] {
  const limits = rules.flatMap(({ validFrom, validUntil }) => [
    validFrom,
    ...(validUntil === null ? [] : [addDays(validUntil, 1)]),
  ]);
  const begins = [start, ...new Set(limits.filter((day) => day > start))].sort();
  return begins.map((from, place) => {
    const next = begins[place + 1];
    return { from, until: next === undefined ? null : addDays(next, -1) };
  });
}
