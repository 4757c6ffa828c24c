import { countsOf, type Judged } from './print-conformance.js';

/** The same as the table, for programs. */
export function jsonConformance(judged: readonly Judged[]): string {
  const adapters = judged.map(({ adapter, how, results }) => ({
    adapter,
    how,
    ok: countsOf(results).failed === 0,
    counts: countsOf(results),
    checks: results.map(({ check, ...outcome }) => ({
      id: check.id,
      title: check.title,
      ...outcome,
      ...(outcome.outcome === 'failed' ? { hint: check.hint } : {}),
    })),
  }));
  return JSON.stringify({ ok: adapters.every(({ ok }) => ok), adapters });
}
