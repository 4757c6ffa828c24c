import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom, type ContractCode } from '#lib/contracts';
import { emptyFacts, PREDICATES, type CaseFacts, type Fact, type Party } from '#lib/domain';
import { acceptedRecord, storedAt, testHub } from '#lib/testing';
import { routeRecord } from '../route-record.js';

const test = testHub();
const { hub, inForce, contracts, programs } = test;
const AT = '2026-11-02T10:00:00.000Z';
const UNITS: Readonly<Record<string, string>> = { GEM: '0599', EMB: 'NG' };
const MESSAGES = contracts.catalogue.messages;
const CASES: readonly (readonly [ContractCode, Party])[] = [
  ...MESSAGES.map(({ code, senders }) => [code, { endpoint: senders[0]!, unit: null }] as const),
  ['H1', { endpoint: 'IOM', unit: null }],
  ['H2', { endpoint: 'COA', unit: null }],
  ['H7', { endpoint: 'IND', unit: null }],
];

/** The same hub, that decodes every record as a whole before it decides. */
const whole = {
  ...hub,
  program: () => {
    const { contracts: viewing, ...program } = programs.newest;
    return { ...program, contracts: { ...viewing, view: (value: Buffer) => viewing.decode(value) } };
  },
};

function someFacts(random: () => number): CaseFacts {
  const names = PREDICATES.filter((name) => name !== 'SUSP').flatMap((name) => [name, `${name}@EMB:NG`]);
  const fact = { asOf: AT, from: null, until: null, owner: 'DTV', source: 'H2', messageId: 'm', offset: 1 } as const;
  const drawn = names
    .filter(() => random() < 0.5)
    .map((name): [string, Fact] => [name, { ...fact, name, value: true }]);
  return { ...emptyFacts(), facts: Object.fromEntries(drawn), units: ['EMB:NG'] };
}

describe('routing from the fields that it reads', () => {
  it.each(CASES)('gives for a %s what routing from the whole content gives', (code, sender) => {
    const from = { ...sender, unit: UNITS[sender.endpoint] ?? null };
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const content = contracts.sample(code, random, { vNumber: '9999000001' }, { full: seed % 2 === 0 });
        const stored = storedAt(
          acceptedRecord(test, { code, sender: from, id: `${seed}`, acceptedAt: AT, content }),
          0,
          9,
        );
        const facts = someFacts(random);
        expect(routeRecord(hub, inForce, facts, stored)).toEqual(routeRecord(whole, inForce, facts, stored));
      }),
      { numRuns: 12 },
    );
  });
});
