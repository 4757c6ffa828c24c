import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgencyFormat } from '../definition/agency-format.js';
import { canonicalJson } from '../definition/canonical-json.format.js';
import { genericDefinition } from '../definition/generic-definition.js';
import { findAdapterIds } from '../manifest/find-manifests.js';
import { AdapterModule } from '../runtime/adapter.module.js';
import type { AdapterUnderTest } from './adapter-under-test.js';
import { CONFORMANCE_CHECKS } from './conformance-checks.js';
import { openLocalAdapter } from './local-adapter.js';
import { testContracts } from './memory-runtime.fake.js';
import { runCheck } from './run-conformance.js';
import { readWaivers } from './waiver.js';

/** Says nothing of what a person's case is about, in either direction. */
const forgetful: AgencyFormat = {
  ...canonicalJson,
  mapperFor: () => ({
    fromAgency: (data) => ({ ok: true, value: data }),
    toAgency: ({ vNumber }) => ({ vNumber, at: Math.random() }),
  }),
  codeLists: {
    sex: new Map([
      ['man', 'M'],
      ['jongen', 'M'],
    ]),
  },
};

describe('the table of checks', () => {
  it('has an id, a sentence, needs and a hint for each, and no id twice', () => {
    const ids = CONFORMANCE_CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, title, needs, hint } of CONFORMANCE_CHECKS) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect([id, /^[a-z].{10,}[^.]$/s.test(title), needs.length > 0, hint.length > 20]).toEqual([
        id,
        true,
        true,
        true,
      ]);
    }
  });
});

describe('the table of waivers', () => {
  it('names adapters and checks that exist, with a reason', () => {
    const ids = findAdapterIds();
    for (const { adapter, check, reason } of readWaivers()) {
      expect([check, ids.includes(adapter), reason.length > 20]).toEqual([check, true, true]);
      expect(CONFORMANCE_CHECKS.map(({ id }) => id)).toContain(check);
    }
  });
});

describe('an adapter with faults', () => {
  let adapter: AdapterUnderTest;
  const outcomeOf = async (id: string): Promise<unknown> => {
    const { outcome, ...rest } = await runCheck(
      CONFORMANCE_CHECKS.find((check) => check.id === id)!,
      adapter,
    );
    return [outcome, 'findings' in rest ? rest.findings.length > 0 : null];
  };

  beforeAll(async () => {
    adapter = await openLocalAdapter('faulty-adapter', () => {
      const { definition, manifest } = genericDefinition(testContracts(), 'faulty-adapter', ['MED']);
      const [endpoint] = manifest.endpoints;
      const endpoints = [{ ...endpoint!, sends: [...endpoint!.sends, 'M44' as const] }];
      const spoken = definition.endpoints.map((one) => ({ ...one, format: forgetful }));
      return Promise.resolve(
        AdapterModule.of({ ...definition, endpoints: spoken }, () => ({ ...manifest, endpoints })),
      );
    });
  });
  afterAll(() => adapter.close());

  it.each([
    'manifest-rights',
    'format-round-trip',
    'format-deterministic',
    'format-code-lists',
    'sends-accepted',
    'delivers-every-message',
    'delivers-partial',
    'delivers-again',
    'documents-deliveries',
  ])('fails %s, and says why', async (id) => {
    expect(await outcomeOf(id)).toEqual(['failed', true]);
  });

  it('passes what its faults do not touch', async () => {
    expect(await outcomeOf('refuses-strangers')).toEqual(['passed', null]);
    expect(await outcomeOf('figures-closed')).toEqual(['passed', null]);
  });

  it('is not judged by checks for which it lacks what they need', async () => {
    const check = CONFORMANCE_CHECKS.find(({ id }) => id === 'manifest-form')!;
    expect(await runCheck(check, adapter)).toEqual({ check, outcome: 'skipped', lacks: ['folder'] });
  });

  it('may fail what is waived, with its reason, and fails a waiver of what passes', async () => {
    const waiver = (check: string) => ({ adapter: 'faulty-adapter', check, reason: 'Its words are not agreed yet.' });
    const waivers = [waiver('format-round-trip'), waiver('refuses-strangers')];
    const outcome = (id: string) =>
      runCheck(
        CONFORMANCE_CHECKS.find((check) => check.id === id)!,
        adapter,
        waivers,
      );
    expect(await outcome('format-round-trip')).toMatchObject({ outcome: 'waived', reason: waivers[0]!.reason });
    expect(await outcome('refuses-strangers')).toMatchObject({
      outcome: 'failed',
      findings: [expect.stringContaining('stale')],
    });
  });

  it('fails a check that ends with an error', async () => {
    const check = { ...CONFORMANCE_CHECKS[0]!, needs: [], run: () => Promise.reject(new Error('Reading it.')) };
    expect(await runCheck(check, adapter)).toMatchObject({
      outcome: 'failed',
      findings: [expect.stringContaining('Reading it.')],
    });
  });
});
