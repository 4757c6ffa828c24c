import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom, type ContractCode } from '#lib/contracts';
import type { CaseFacts, Content, Party } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { acceptedRecord, storedAt, testHub } from '#lib/testing';
import { routeRecord } from '../route-record.js';

const test = testHub();
const V_NUMBER = '9999000001';
const DTV: Party = { endpoint: 'DTV', unit: null };
const COUNTRIES = ['NG', 'GE'] as const;
type Country = (typeof COUNTRIES)[number];

/** What DT&V writes about one country's file; the canary stands in a text that the mission may have. */
interface Sent {
  readonly code: ContractCode;
  readonly country: Country;
}

/** Applications, presentations, bookings and answers for both countries in any order, about one person. */
const traffic = fc.array(
  fc.record<Sent>({
    code: fc.constantFrom('M24', 'M25', 'M26', 'M34', 'M38', 'M16'),
    country: fc.constantFrom(...COUNTRIES),
  }),
  { minLength: 4, maxLength: 20 },
);

describe('with two missions on one case', () => {
  it('nothing of one country’s file reaches the other, whatever the order', () => {
    let delivered = 0;
    fc.assert(
      fc.property(traffic, (messages) => {
        const references = new Map<string, string>();
        for (const { country, sentFor, record } of routeAll(messages)) {
          const unit = record.headers['schakel-unit'] as Country;
          delivered += 1;
          // M16 and M38 name no country: they go to each mission whose own condition holds.
          if (country !== null) expect(unit).toBe(country);
          const reference = record.headers['ce_subject'] ?? '';
          expect(references.get(unit) ?? reference).toBe(reference);
          references.set(unit, reference);
          const other = COUNTRIES.find((one) => one !== unit) ?? unit;
          const bytes = record.value.toString('latin1') + JSON.stringify(record.headers);
          expect(bytes).not.toContain(`FILE-OF-${other}`);
          expect(bytes).not.toContain(references.get(other) ?? 'no reference yet');
          expect(bytes).not.toContain(V_NUMBER);
          expect(bytes.includes(sentFor)).toBe(sentFor === `FILE-OF-${unit}`);
        }
        expect(new Set(references.values()).size).toBe(references.size);
      }),
      { numRuns: 60 },
    );
    expect(delivered).toBeGreaterThan(100);
  });
});

interface ToMission {
  /** null when the message names no country. */
  readonly country: Country | null;
  readonly sentFor: string;
  readonly record: RecordToPublish;
}

function routeAll(messages: readonly Sent[]): readonly ToMission[] {
  let facts: CaseFacts | null = null;
  let offset = 0;
  const found: ToMission[] = [];
  const take = (code: ContractCode, sender: Party, content: Content): readonly RecordToPublish[] => {
    offset += 1;
    const acceptedAt = new Date(Date.UTC(2026, 10, 2, 8, 0, offset)).toISOString();
    const sent = acceptedRecord(test, { code, sender, content, id: `m-${offset}`, acceptedAt });
    const routed = routeRecord(test.hub, test.inForce, facts, storedAt(sent, 0, offset));
    if (routed.kind === 'HALT') throw new Error(routed.reason);
    facts = routed.facts?.facts ?? facts;
    return routed.deliveries.filter(({ topic }) => topic.includes('.delivery.emb.'));
  };
  for (const country of COUNTRIES) {
    const stated = { vNumber: V_NUMBER, value: true, from: '2026-11-01T08:00:00.000Z' };
    take('H2', DTV, { ...stated, fact: 'LP', recipientUnit: `EMB:${country}` });
  }
  for (const { code, country } of messages) {
    const named = contentFor(code, country);
    const sentFor = 'sentFor' in named ? `FILE-OF-${country}` : 'names no country';
    const sender = code === 'M26' ? { endpoint: 'EMB' as const, unit: country } : DTV;
    const content = { ...test.contracts.sample(code, seededRandom(offset), { vNumber: V_NUMBER }), ...named.content };
    for (const record of take(code, sender, content)) {
      found.push({ country: named.names ? country : null, sentFor, record });
    }
  }
  return found;
}

/** Ties a message to a country, and plants a canary in a text of it that the mission may receive. */
function contentFor(code: ContractCode, country: Country): { names: boolean; content: Content; sentFor?: true } {
  switch (code) {
    case 'M24':
      return {
        names: true,
        sentFor: true,
        content: { countryOfApplication: country, coApplicants: [`FILE-OF-${country}`] },
      };
    case 'M25':
      return {
        names: true,
        sentFor: true,
        content: { venue: { kind: 'MISSION', code: country, name: `FILE-OF-${country}` } },
      };
    case 'M26':
      return { names: true, content: { outcome: 'TOEGEZEGD', missionRemarks: `FILE-OF-${country}` } };
    case 'M34':
      return { names: true, content: { destination: country, documentNumber: null } };
    default:
      return { names: false, content: {} };
  }
}
