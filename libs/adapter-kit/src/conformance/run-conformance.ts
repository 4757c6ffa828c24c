import type { AdapterUnderTest } from './adapter-under-test.js';
import type { ConformanceCheck, Need } from './conformance-check.js';

export type CheckOutcome =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly findings: readonly string[] }
  /** The adapter can't be seen or handled in the way that the check needs. */
  | { readonly outcome: 'skipped'; readonly lacks: readonly Need[] };

export type CheckResult = CheckOutcome & { readonly check: ConformanceCheck };

/** One check; an error within it is a finding. */
export async function runCheck(check: ConformanceCheck, adapter: AdapterUnderTest): Promise<CheckResult> {
  const lacks = check.needs.filter((need) => !adapter.can.has(need));
  if (lacks.length > 0) return { check, outcome: 'skipped', lacks };
  const findings = await check
    .run(adapter)
    .catch((error: unknown) => [`the check ended with: ${error instanceof Error ? error.message : 'an error'}`]);
  return findings.length === 0 ? { check, outcome: 'passed' } : { check, outcome: 'failed', findings };
}
