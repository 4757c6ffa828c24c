import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { contractsOf, readSchemaFolder, seededRandom } from '#lib/contracts';
import { partyName, type CaseFacts, type Catalogue } from '#lib/domain';
import { compileRuleSets } from '#lib/exchange-rules';
import { projectRoot } from '#lib/platform';
import { acceptedRecord, caseTraffic, storedAt, testHub } from '#lib/testing';
import type { Hub } from './hub.js';
import type { InForce } from './in-force.js';
import { programsOf } from './programs.js';
import { routeRecord } from './route-record.js';
import type { RoutedRecord } from './routed.js';

const SLUG = 'departure-interview-report';
const REMARK = 'Verzonnen klacht over het hart';
const before = testHub();

/** The next release: M06 has a second revision with an optional field of class MD, which none of its recipients may have. */
const later = (() => {
  const folder = new Map(readSchemaFolder(projectRoot()));
  const read = <T>(file: string): T => JSON.parse(folder.get(file) ?? '') as T;
  const field = { name: 'healthRemark', type: 'text?', class: 'MD', flags: ['SC', 'SE'], since: 2 };
  const catalogue = read<Catalogue>('catalogue.json');
  const messages = catalogue.messages.map((one) =>
    one.code === 'M06' ? { ...one, fields: [...one.fields, field] } : one,
  );
  const first = read<{ fields: unknown[] }>(`avro/${SLUG}/v1.avsc`);
  const added = {
    name: 'healthRemark',
    type: ['null', 'string'],
    doc: 'Health',
    default: null,
    class: 'MD',
    flags: ['SC', 'SE'],
  };
  const sets = [...read<unknown[]>('schema-sets.json'), { id: 'later', revisions: { [SLUG]: 2 } }];
  folder.set('catalogue.json', JSON.stringify({ ...catalogue, messages }));
  folder.set(`avro/${SLUG}/v2.avsc`, JSON.stringify({ ...first, fields: [...first.fields, added] }));
  folder.set('schema-sets.json', JSON.stringify(sets));
  // What a list was before it changed stays with the release, too.
  const { id } = before.contracts.listsVersion;
  const senders = Object.fromEntries(
    [...before.contracts.partners.senders].map(([source, party]) => [source, partyName(party)]),
  );
  folder.set(
    'reference/earlier-lists.json',
    JSON.stringify([Object.fromEntries(Object.entries({ id, ...before.contracts.lists, senders }).reverse())]),
  );
  folder.set('reference/nbi-countries.json', JSON.stringify({ id: 'later', countries: ['GE'] }));
  const contracts = contractsOf(folder, () => 'never');
  const rules = join(projectRoot(), 'schemas', 'rules');
  const programs = programsOf(contracts, (on, ofToday) => compileRuleSets(rules, on, ofToday));
  const hub: Hub = { ...before.hub, contracts, program: (wanted: InForce) => programs.find(wanted) };
  return { ...before, contracts, programs, hub, inForce: programs.newest.inForce };
})();

function routed(
  hub: Hub,
  inForce: InForce,
  facts: CaseFacts | null,
  record: ReturnType<typeof storedAt>,
): RoutedRecord {
  const answer = routeRecord(hub, inForce, facts, record);
  if (answer.kind === 'HALT') throw new Error(answer.reason);
  return answer;
}

function interview(): ReturnType<typeof storedAt> {
  const content = {
    ...later.contracts.sample('M06', seededRandom(3), { vNumber: '9999000001' }, { full: true }),
    healthRemark: REMARK,
  };
  const sender = { endpoint: 'DTV' as const, unit: null };
  const acceptedAt = '2026-11-02T12:00:00.000Z';
  return storedAt(acceptedRecord(later, { code: 'M06', sender, id: 'second-revision', content, acceptedAt }), 0, 99);
}

/** Facts after the traffic of one case, and every record of it as each release decides it. */
function traffic() {
  let facts: CaseFacts | null = null;
  const pairs = caseTraffic(before, 1).map((record, offset) => {
    const stored = storedAt(record, 0, offset);
    const [old, now] = [
      routed(before.hub, before.inForce, facts, stored),
      routed(later.hub, before.inForce, facts, stored),
    ];
    facts = old.facts?.facts ?? facts;
    return { old, now };
  });
  return { facts: facts as CaseFacts | null, pairs };
}

describe('a release with a new revision of a message', () => {
  it('decides what was decided before it to the same bytes, by the schemas and lists that were in force there', () => {
    expect(later.inForce.schemaSet.hash).not.toBe(before.inForce.schemaSet.hash);
    expect(later.inForce.lists.hash).not.toBe(before.inForce.lists.hash);
    const { pairs } = traffic();
    expect(pairs.some(({ old }) => old.deliveries.length > 0)).toBe(true);
    for (const { old, now } of pairs) expect(now).toEqual(old);
  });

  it('removes the new field from every recipient, by name once the new set is in force', () => {
    const { facts } = traffic();
    for (const inForce of [before.inForce, later.inForce]) {
      const { decision, deliveries } = routed(later.hub, inForce, facts, interview());
      expect(deliveries.length).toBeGreaterThan(1);
      for (const { value } of deliveries) expect(value.includes(REMARK)).toBe(false);
      const record = later.contracts.decode(decision.value);
      const cells = record.ok ? (record.content['cells'] as readonly { refusal?: string; removed: string[] }[]) : [];
      const named = cells
        .filter(({ refusal }) => refusal === undefined)
        .map(({ removed }) => removed.includes('healthRemark'));
      expect(new Set(named)).toEqual(new Set([inForce === later.inForce]));
    }
  });

  it('is not what the release before can read: its partition stops, so that a later recompute sees the same', () => {
    expect(routeRecord(before.hub, before.inForce, null, interview())).toMatchObject({ kind: 'HALT' });
    expect(routeRecord(before.hub, later.inForce, null, interview())).toMatchObject({ kind: 'HALT' });
  });
});
