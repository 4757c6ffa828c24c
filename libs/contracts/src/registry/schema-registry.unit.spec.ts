import { describe, expect, it } from '@jest/globals';
import { incompatibilities, loadContracts, type RecordSchema } from '#lib/contracts';

const contracts = loadContracts({
  root: process.cwd(),
  access: (_code, endpoint, field) => (field === 'vNumber' && endpoint === 'EMB' ? 'never' : 'always'),
});
const { registry } = contracts;

describe('the schema registry', () => {
  it('lists messages, common types, hub records and what each endpoint may see', () => {
    const subjects = registry.subjects();
    expect(subjects).toContain('departure-interview-report');
    expect(subjects).toContain('types.person');
    expect(subjects).toContain('decision-record');
    expect(subjects).toContain('coa.departure-interview-report');
    expect(registry.subjects('emb.')).toHaveLength(45);
    expect(registry.versions('departure-interview-report')).toEqual([1]);
    expect(registry.versions('nonsense')).toBeNull();
  });

  it('gives a schema by the id in the frame, with references that lead to all that it needs', () => {
    const id = contracts.message('M06')?.schemaId ?? 0;
    const found = registry.byId(id);
    expect(found).toMatchObject({ subject: 'departure-interview-report', version: 1, id });
    expect(found?.references.map((one) => one.subject).sort()).toEqual(['types.action', 'types.person']);
    for (const subject of registry.subjects()) {
      for (const reference of registry.version(subject, 'latest')?.references ?? []) {
        const target = registry.version(reference.subject, reference.version);
        const schema = JSON.parse(target?.schema ?? '{}') as RecordSchema;
        expect(`${schema.namespace ?? ''}.${schema.name}`).toBe(reference.name);
      }
    }
    expect(registry.byId(1)).toBeNull();
    expect(registry.usesOf(id)).toHaveLength(1);
    expect(registry.referencedBy('types.action', 1)).toContain(id);
  });

  it('gives positive 31-bit ids, the same at every load', () => {
    const again = loadContracts({ root: process.cwd() });
    for (const { code } of contracts.catalogue.messages) {
      const id = contracts.message(code)?.schemaId ?? 0;
      expect(id).toBeGreaterThan(0);
      expect(id).toBeLessThan(2 ** 31);
      expect(again.message(code)?.schemaId).toBe(id);
    }
    expect(again.schemaSet).toEqual(contracts.schemaSet);
  });

  it('finds a schema by its text, whatever the white space', () => {
    const text = registry.version('departure-interview-report', 'latest')?.schema ?? '';
    const spaced = JSON.stringify(JSON.parse(text), null, 4);
    expect(registry.find('departure-interview-report', spaced)).toMatchObject({ version: 1 });
    expect(registry.find('departure-plan', spaced)).toBeNull();
    expect(registry.find('departure-plan', '{')).toBeNull();
  });

  it('tells whether a schema could be a next revision', () => {
    const text = registry.version('departure-plan', 'latest')?.schema ?? '';
    const schema = JSON.parse(text) as RecordSchema;
    const compatible = (changed: unknown): unknown => registry.compatibility('departure-plan', JSON.stringify(changed));
    expect(compatible(schema)).toEqual({ compatible: true, messages: [] });
    const optional = { name: 'extra', type: ['null', 'string'], default: null };
    expect(compatible({ ...schema, fields: [...schema.fields, optional] })).toMatchObject({ compatible: true });
    const required = { name: 'extra', type: 'string' };
    expect(compatible({ ...schema, fields: [...schema.fields, required] })).toMatchObject({ compatible: false });
    expect(compatible({ ...schema, fields: schema.fields.slice(1) })).toMatchObject({ compatible: false });
    expect(registry.compatibility('departure-plan', '{')).toMatchObject({ compatible: false });
    expect(registry.compatibility('nonsense', text)).toBeNull();
    expect([registry.mode, registry.compatibilityLevel]).toEqual(['READONLY', 'FULL_TRANSITIVE']);
  });
});

describe('full compatibility', () => {
  const base: RecordSchema = {
    type: 'record',
    name: 'A',
    fields: [
      { name: 'a', type: 'string' },
      { name: 'b', type: ['null', { type: 'enum', name: 'B', symbols: ['X', 'Y'] }], default: null },
      { name: 'c', type: { type: 'array', items: { type: 'long', logicalType: 'timestamp-millis' } } },
    ],
  };
  const withField = (index: number, change: object): RecordSchema => ({
    ...base,
    fields: base.fields.map((field, at) => (at === index ? { ...field, ...change } : field)),
  });

  it.each<[string, RecordSchema, string]>([
    ['another type', withField(0, { type: 'int' }), 'TYPE_MISMATCH at /fields/0/type'],
    [
      'a field that becomes nullable',
      withField(0, { type: ['null', 'string'], default: null }),
      'MISSING_UNION_BRANCH at /fields/0/type',
    ],
    [
      'a new symbol',
      withField(1, { type: ['null', { type: 'enum', name: 'B', symbols: ['X', 'Y', 'Z'] }] }),
      'MISSING_ENUM_SYMBOLS at /fields/1/type/symbols',
    ],
    [
      'another enum name',
      withField(1, { type: ['null', { type: 'enum', name: 'C', symbols: ['X', 'Y'] }] }),
      'NAME_MISMATCH at /fields/1/type',
    ],
    [
      'another logical type',
      withField(2, { type: { type: 'array', items: 'long' } }),
      'TYPE_MISMATCH at /fields/2/type/items',
    ],
    ['another record name', { ...base, name: 'Z' }, 'NAME_MISMATCH at '],
    ['a missing field', { ...base, fields: base.fields.slice(1) }, 'READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0'],
  ])('is broken by %s', (_what, changed, message) => {
    expect(incompatibilities(base, changed)).toContain(message);
  });

  it('holds between a schema and itself, and when a nullable field is added or left out', () => {
    expect(incompatibilities(base, base)).toEqual([]);
    expect(incompatibilities(base, { ...base, fields: [base.fields[0]!, base.fields[2]!] })).toEqual([]);
  });
});
