import { beforeEach, describe, expect, it } from '@jest/globals';
import { emptyFacts, type Fact } from '#lib/domain';
import { fixedClock } from '#lib/platform';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { consentsNow, type ConsentsNow } from './consents-now.js';

const NOW = '2026-03-02T09:00:00.000Z';
const DECIDED_AT = 7;

describe('consentsNow', () => {
  let facts: Record<string, Fact>;
  let changedAtOffset: number;
  let acceptedAt: string | null;
  const now = (named: string | null = 'IOM_CONSENT', storyClock = false, unit: string | null = null) => {
    const headers = {
      ce_source: 'urn:nld:oin:00000099000000001000:systeem:sigma',
      ...(named === null ? {} : { 'schakel-consents': named }),
    };
    const stored = { facts: { ...emptyFacts(), facts, acceptedAt }, changedAtOffset };
    return consentsNow(
      {
        endpoint: unit === null ? 'IOM' : 'EMB',
        contracts: testContracts(),
        factsOfCase: () => Promise.resolve(changedAtOffset < 0 ? null : stored),
        clock: fixedClock(NOW),
        storyClock,
      },
      { headers },
      { caseKey: 'k', logOffset: DECIDED_AT, unit },
    );
  };

  beforeEach(() => {
    facts = { IOM_CONSENT: fact('IOM_CONSENT') };
    changedAtOffset = DECIDED_AT;
    acceptedAt = NOW;
  });

  it('asks nothing about a delivery that relied on none', async () => {
    changedAtOffset = -1;
    expect(await now(null)).toBe('standing');
  });

  it('lets what still stands go on', async () => {
    expect(await now()).toBe('standing');
    facts = { IOM_CONSENT: fact('IOM_CONSENT', { until: '2026-03-02T09:00:00.001Z' }) };
    expect(await now()).toBe('standing');
  });

  it.each<[string, Partial<Fact>]>([
    ['was withdrawn', { value: false }],
    ['ran out by the hub’s clock, without a message', { until: NOW }],
  ])('finds one that %s', async (_how, change) => {
    facts = { IOM_CONSENT: fact('IOM_CONSENT', change) };
    changedAtOffset = DECIDED_AT + 1;
    expect(await now()).toBe('ended');
  });

  it('wants every one of several', async () => {
    facts = { ...facts, MED_CONSENT: fact('MED_CONSENT', { value: false }) };
    expect(await now('IOM_CONSENT,MED_CONSENT')).toBe('ended');
  });

  it('reads the consent of the recipient’s own unit', async () => {
    facts = {
      'CONSULAR_REQ@EMB:NG': fact('CONSULAR_REQ@EMB:NG', { value: false }),
      'CONSULAR_REQ@EMB:GE': fact('CONSULAR_REQ@EMB:GE'),
    };
    const both: ConsentsNow[] = [await now('CONSULAR_REQ', false, 'GE'), await now('CONSULAR_REQ', false, 'NG')];
    expect(both).toEqual(['standing', 'ended']);
  });

  it('takes what is not on record, or no consent at all, as ended', async () => {
    expect(await now('VWN_CONSENT')).toBe('ended');
    expect(await now('COA_HOST')).toBe('ended');
  });

  it('does not conclude from facts that are older than the decision', async () => {
    facts = { IOM_CONSENT: fact('IOM_CONSENT', { value: false }) };
    changedAtOffset = DECIDED_AT - 1;
    expect(await now()).toBe('unknown');
    changedAtOffset = -1;
    expect(await now()).toBe('unknown');
  });

  it('goes by the story’s time where a story is played', async () => {
    facts = { IOM_CONSENT: fact('IOM_CONSENT', { until: '2025-06-01T00:00:00.000Z' }) };
    acceptedAt = '2025-05-31T00:00:00.000Z';
    expect([await now('IOM_CONSENT', true), await now('IOM_CONSENT', false)]).toEqual(['standing', 'ended']);
  });
});

function fact(name: string, change: Partial<Fact> = {}): Fact {
  const origin = { asOf: NOW, owner: 'IOM', source: 'H1', messageId: 'm', offset: 3 } as const;
  return { name, value: true, from: null, until: null, ...origin, ...change };
}
