import { describe, expect, it } from '@jest/globals';
import {
  contractsOf,
  incompatibilities,
  loadContracts,
  readSchemaFolder,
  seededRandom,
  type FieldAccess,
} from '#lib/contracts';
import type { RecordSchema } from './avro/avro-schema.js';

const ACCESS: FieldAccess = (_code, endpoint, field) => {
  if (field === 'vNumber') return endpoint === 'EMB' ? 'never' : 'always';
  if (field === 'healthRemark') return endpoint === 'MED' ? 'gated' : 'never';
  return field === 'person' ? 'always' : 'gated';
};

const folder = readSchemaFolder(process.cwd());

const [FIRST_SET] = JSON.parse(folder.get('schema-sets.json') ?? '[]') as readonly unknown[];
const SETS = JSON.stringify([FIRST_SET, { id: 'second', revisions: { 'departure-interview-report': 2 } }]);
const before = contractsOf(folder, ACCESS);

/** The contracts with a second revision of M06, which has a new optional field of a class that most may not see. */
const after = (() => {
  const first = JSON.parse(folder.get('avro/departure-interview-report/v1.avsc') ?? '{}') as RecordSchema;
  const field = {
    name: 'healthRemark',
    type: ['null', 'string'],
    doc: 'Health',
    default: null,
    class: 'MD',
    flags: ['SC'],
  };
  const second = JSON.stringify({ ...first, fields: [...first.fields, field] });
  return contractsOf(
    new Map([...folder, ['avro/departure-interview-report/v2.avsc', second], ['schema-sets.json', SETS]]),
    ACCESS,
  );
})();
const CELL = { removed: ['narrative'], masked: [] };
const NEW = { ...before.sample('M06', seededRandom(1)), healthRemark: 'Verzonnen klacht' };

describe('a second revision of a message', () => {
  it('is fully compatible with the first, and is what new records are written with', () => {
    expect(after.message('M06')).toMatchObject({ revision: 2 });
    expect(after.message('M06')?.schemaId).not.toBe(before.message('M06')?.schemaId);
    expect(incompatibilities(after.message('M06')!.avro, before.message('M06')!.avro)).toEqual([]);
    expect(after.registry.versions('departure-interview-report')).toEqual([1, 2]);
    expect(after.schemaSet.hash).not.toBe(before.schemaSet.hash);
    expect(after.schemaSets[0]?.version).toEqual(before.schemaSet);
  });

  it('leaves records of the first readable, by the schema that wrote them', () => {
    const content = before.sample('M06', seededRandom(2));
    const old = before.encode('M06', content);
    expect(after.decode(old)).toMatchObject({ ok: true, revision: 1, content });
    expect(after.decode(after.encode('M06', NEW))).toMatchObject({ ok: true, revision: 2, content: NEW });
    expect(before.decode(after.encode('M06', NEW))).toEqual({ ok: false, reason: 'unknown-schema' });
  });

  it('changes no byte of the delivery of an old record', () => {
    const old = before.encode('M06', before.sample('M06', seededRandom(2)));
    for (const endpoint of ['COA', 'MED', 'NID'] as const) {
      expect(after.project(old, 'M06', endpoint, CELL).equals(before.project(old, 'M06', endpoint, CELL))).toBe(true);
    }
  });

  it('lets an old record go out by the recipient’s schema of the second, without what it did not say yet', () => {
    const old = before.encode('M06', before.sample('M06', seededRandom(2)));
    for (const way of ['project', 'projectByObject'] as const) {
      const toMed = after[way](old, 'M06', 'MED', CELL, { revision: 2 });
      expect(toMed.readInt32BE(1)).toBe(after.recipientSchema('M06', 'MED')?.schemaId);
      const [now, then] = [toMed, before.project(old, 'M06', 'MED', CELL)].map((one) => after.decodeDelivery(one));
      expect(now).toMatchObject({ ok: true, content: then?.ok === true ? then.content : {} });
      // Who sees nothing of what is new gets the same bytes as ever.
      const toCoa = after[way](old, 'M06', 'COA', CELL, { revision: 2 });
      expect(toCoa.equals(before.project(old, 'M06', 'COA', CELL))).toBe(true);
    }
    const value = after.encode('M06', NEW);
    expect(after.project(value, 'M06', 'MED', CELL, { revision: 1 }).includes('Verzonnen klacht')).toBe(true);
  });

  it('shows the new field to whom a rule may show it, and gives nobody else another schema', () => {
    const value = after.encode('M06', NEW);
    const toMed = after.project(value, 'M06', 'MED', CELL);
    expect(after.decodeDelivery(toMed)).toMatchObject({ content: { healthRemark: 'Verzonnen klacht' } });
    expect(toMed.equals(after.projectByObject(value, 'M06', 'MED', CELL))).toBe(true);
    const toCoa = after.project(value, 'M06', 'COA', CELL);
    expect(toCoa.includes('Verzonnen klacht')).toBe(false);
    expect(after.recipientSchema('M06', 'COA')).toEqual(before.recipientSchema('M06', 'COA'));
    expect(after.registry.versions('coa.departure-interview-report')).toEqual([1]);
    expect(after.registry.versions('med.departure-interview-report')).toEqual([1, 2]);
    const { narrative: _removed, ...rest } = NEW as Record<string, unknown>;
    expect(before.decodeDelivery(toCoa)).toMatchObject({ ok: true, content: { vNumber: rest['vNumber'] } });
  });
});

describe('loading schemas', () => {
  it('refuses a folder in which a file is missing, broken or unsafe, and names the file', () => {
    const without = new Map(folder);
    without.delete('avro/departure-plan/v1.avsc');
    expect(() => contractsOf(without, ACCESS)).toThrow('schemas/avro/departure-plan/v1.avsc is missing');
    const broken = new Map([...folder, ['reference/settings.json', '{']]) as typeof folder;
    expect(() => contractsOf(broken, ACCESS)).toThrow('schemas/reference/settings.json is no JSON');
    const bomb = '{"type":"record","name":"X","fields":[{"name":"a","type":{"type":"array","items":"null"}}]}';
    const unsafe = new Map([...folder, ['avro/departure-plan/v1.avsc', bomb]]) as typeof folder;
    expect(() => contractsOf(unsafe, ACCESS)).toThrow('schemas/avro/departure-plan/v1.avsc is not safe');
  });

  it('says what to give when the project root is wrong', () => {
    expect(() => loadContracts({ root: '/nonexistent' })).toThrow('project root');
  });
});

describe('a schema set', () => {
  const withSets = (sets: unknown) =>
    contractsOf(new Map([...folder, ['schema-sets.json', JSON.stringify(sets)]]), ACCESS);

  it('must name every revision that there is, and none that there is not', () => {
    const second = new Map([
      ...folder,
      ['avro/departure-interview-report/v2.avsc', JSON.stringify(after.message('M06')?.avro)],
    ]);
    expect(() => contractsOf(second, ACCESS)).toThrow(/departure-interview-report has a revision 2 that no set names/);
    expect(() => withSets([{ id: 'x', revisions: { 'departure-plan': 3 } }])).toThrow(/revision 3 of departure-plan/);
    expect(() => withSets([])).toThrow(/no set/);
  });
});
