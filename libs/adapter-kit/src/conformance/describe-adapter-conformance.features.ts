import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamicModule, Type } from '@nestjs/common';
import { findAdapterIds } from '../manifest/find-manifests.js';
import type { AdapterUnderTest } from './adapter-under-test.js';
import type { ConformanceCheck } from './conformance-check.js';
import { CONFORMANCE_CHECKS } from './conformance-checks.js';
import { openLocalAdapter } from './local-adapter.js';
import { runCheck } from './run-conformance.js';
import { readWaivers } from './waiver.js';

/**
 * What every adapter must do, whoever it is for: the table of checks, run against one in this process over the door that agencies use. Kafka,
 * PostgreSQL and the agency are fakes; contracts, rules and HTTP are real.
 */
export function describeAdapterConformance(id: string, load: () => Promise<Type | DynamicModule>): void {
  describe(`the adapter ${id}`, () => {
    let adapter: AdapterUnderTest;

    beforeAll(async () => {
      adapter = await openLocalAdapter(id, load);
    }, 60_000);
    afterAll(async () => {
      await adapter?.close();
    });

    it.each(applicable(id).map((check) => [check.id, check.title, check] as const))(
      '%s: %s',
      async (_id, _title, check) => {
        const result = await runCheck(check, adapter, WAIVERS);
        if (result.outcome === 'waived') return;
        const findings = result.outcome === 'failed' ? [...result.findings, `What to do: ${check.hint}`] : [];
        expect(findings).toEqual([]);
      },
    );
  });
}

const WAIVERS = readWaivers();

/** Those about files only where there are some: a check that is skipped would look like one that passed. */
function applicable(id: string): readonly ConformanceCheck[] {
  return findAdapterIds().includes(id)
    ? CONFORMANCE_CHECKS
    : CONFORMANCE_CHECKS.filter(({ needs }) => !needs.includes('folder'));
}
