import type { AdapterUnderTest } from './adapter-under-test.js';
import type { ConformanceCheck, Need } from './conformance-check.js';
import type { Waiver } from './waiver.js';

export type CheckOutcome =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly findings: readonly string[] }
  /** Fails, and may for now. */
  | { readonly outcome: 'waived'; readonly findings: readonly string[]; readonly reason: string }
  /** The adapter can't be seen or handled in the way that the check needs. */
  | { readonly outcome: 'skipped'; readonly lacks: readonly Need[] };

export type CheckResult = CheckOutcome & { readonly check: ConformanceCheck };

/** One check; an error within it is a finding. */
export async function runCheck(
  check: ConformanceCheck,
  adapter: AdapterUnderTest,
  waivers: readonly Waiver[] = [],
): Promise<CheckResult> {
  const lacks = check.needs.filter((need) => !adapter.can.has(need));
  if (lacks.length > 0) return { check, outcome: 'skipped', lacks };
  const findings = await check
    .run(adapter)
    .catch((error: unknown) => [`the check ended with: ${error instanceof Error ? error.message : 'an error'}`]);
  const waiver = waivers.find((one) => one.adapter === adapter.id && one.check === check.id);
  if (waiver === undefined) {
    return findings.length === 0 ? { check, outcome: 'passed' } : { check, outcome: 'failed', findings };
  }
  if (findings.length > 0) return { check, outcome: 'waived', findings, reason: waiver.reason };
  return { check, outcome: 'failed', findings: ['it passes, so its waiver is stale: take it out of the table'] };
}
