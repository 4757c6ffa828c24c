import { ENDPOINTS, type Endpoint, type MessageCode } from '#lib/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadContracts, seededRandom, type CellFields, type FieldAccess } from '#lib/contracts';

/** As wide as a rule set could ever be: what holds here holds for every narrower one. */
const WIDE: FieldAccess = (_code, endpoint, field) => {
  if (field === 'vNumber') return endpoint === 'EMB' ? 'never' : 'always';
  return field === 'person' ? 'always' : 'gated';
};

const contracts = loadContracts({ root: process.cwd(), access: WIDE });
const CODES = contracts.catalogue.messages.map((message) => message.code);
const MASKABLE = new Set(['reasonCode', 'legalGroundCode', 'locationType']);
const IDENTITY: readonly MessageCode[] = ['M22', 'M24', 'M45'];

function maskable(code: MessageCode, field: string): boolean {
  return MASKABLE.has(field) || (field === 'destination' && code === 'M19');
}

function optionsFor(endpoint: Endpoint): { reference?: string } {
  return endpoint === 'EMB' ? { reference: 'MFRGGZDFMZTWQ2LK' } : {};
}

/** A cell drawn from randomness: some fields removed, some masked. */
function cellOf(code: MessageCode, endpoint: Endpoint, seed: number): CellFields {
  const random = seededRandom(seed ^ 0x5bd1e995);
  const fields = contracts.recipientSchema(code, endpoint)?.fields ?? [];
  const free = fields.filter((field) => field !== 'vNumber' && field !== 'person' && field !== 'caseNumber');
  const removed = free.filter(() => random() < 0.35);
  return { removed, masked: free.filter((field) => maskable(code, field) && random() < 0.5) };
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

describe('projection', () => {
  it.each(CODES)('of %s copies bytes to exactly what decoding and encoding gives, for every recipient', (code) => {
    const property = fc.property(fc.integer(), fc.constantFrom(...ENDPOINTS), (seed, endpoint) => {
      const value = contracts.encode(code, contracts.sample(code, seededRandom(seed), {}, { full: seed % 3 === 0 }));
      const cell = cellOf(code, endpoint, seed);
      const projected = contracts.project(value, code, endpoint, cell, optionsFor(endpoint));
      expect(projected.equals(contracts.projectByObject(value, code, endpoint, cell, optionsFor(endpoint)))).toBe(true);
    });
    fc.assert(property, { numRuns: 60 });
  });

  it.each(CODES)('of %s leaves no trace of a removed or masked value, nested ones too', (code) => {
    ENDPOINTS.forEach((endpoint, index) => {
      const content = contracts.sample(code, seededRandom(index), {}, { full: true });
      const value = contracts.encode(code, withCanaries(content));
      for (let seed = 0; seed < 8; seed++) {
        const cell = cellOf(code, endpoint, seed);
        const projected = contracts.project(value, code, endpoint, cell, optionsFor(endpoint));
        const gone = contracts
          .message(code)
          ?.fields.filter(
            ({ name }) =>
              cell.removed.includes(name) || cell.masked.includes(name) || (endpoint === 'EMB' && name === 'vNumber'),
          );
        for (const { name } of gone ?? []) {
          for (const leaf of leaves(withCanaries(content)[name]).filter((one) => one.includes('CANARY'))) {
            expect(projected.includes(leaf)).toBe(false);
          }
        }
        const birthPlace = projected.includes('CANARY/person/birthPlace');
        expect(birthPlace).toBe(IDENTITY.includes(code));
      }
    });
  });

  it('writes what the masks say, and keeps what they leave alone', () => {
    const content = contracts.sample('M03', seededRandom(4), {
      reasonCode: 'B8',
      legalGroundCode: 'B8',
      removable: false,
    });
    const value = contracts.encode('M03', content);
    const cell: CellFields = { removed: ['validUntil'], masked: ['reasonCode', 'legalGroundCode'] };
    const delivered = contracts.decodeDelivery(contracts.project(value, 'M03', 'DJI', cell));
    expect(delivered).toMatchObject({ ok: true, code: 'M03', endpoint: 'DJI' });
    expect(delivered.ok && delivered.content).toMatchObject({
      reasonCode: 'OVERIG',
      legalGroundCode: 'OVERIG',
      removable: false,
      vNumber: content['vNumber'],
    });
    expect(delivered.ok && 'validUntil' in delivered.content).toBe(false);
  });

  it('writes ELDERS for a kind of place, and for a place itself', () => {
    const moved = contracts.encode('M09', contracts.sample('M09', seededRandom(1), { locationType: 'GGV' }));
    const toGem = contracts.decodeDelivery(
      contracts.project(moved, 'M09', 'GEM', { removed: [], masked: ['locationType'] }),
    );
    expect(toGem).toMatchObject({ content: { locationType: 'ELDERS' } });
    const place = { kind: 'DJI', code: 'JCZ', name: 'Justitieel Complex' };
    const lifted = contracts.encode('M19', contracts.sample('M19', seededRandom(1), { destination: place }));
    const masked = contracts.decodeDelivery(
      contracts.project(lifted, 'M19', 'GEM', { removed: [], masked: ['destination'] }),
    );
    expect(masked).toMatchObject({ content: { destination: { kind: 'ELDERS', code: 'ELDERS' } } });
    const shown = contracts.decodeDelivery(contracts.project(lifted, 'M19', 'GEM', { removed: [], masked: [] }));
    expect(shown).toMatchObject({ content: { destination: place } });
  });

  it('gives a mission its own reference instead of case number and V-number', () => {
    const content = contracts.sample('M24', seededRandom(1), {}, { full: true });
    const value = contracts.encode('M24', content);
    const none = { removed: [], masked: [] };
    const delivered = contracts.decodeDelivery(contracts.project(value, 'M24', 'EMB', none, { reference: 'ABC234' }));
    expect(delivered).toMatchObject({ content: { caseNumber: 'ABC234' } });
    expect(delivered.ok && 'vNumber' in delivered.content).toBe(false);
    expect(() => contracts.project(value, 'M24', 'EMB', none)).toThrow('reference');
  });

  it('tells cells apart that share one of their lists, as those that rules hand out do', () => {
    const value = contracts.encode('M03', contracts.sample('M03', seededRandom(4), {}, { full: true }));
    const none: readonly string[] = [];
    const [removed, masked] = [['validUntil'], ['reasonCode']];
    const cells: readonly CellFields[] = [
      { removed, masked },
      { removed, masked: none },
      { removed: none, masked },
      { removed: none, masked: none },
    ];
    for (const endpoint of ['DJI', 'COA', 'DJI'] as const) {
      for (const cell of [...cells, ...cells.toReversed()]) {
        const projected = contracts.project(value, 'M03', endpoint, cell);
        expect(projected.equals(contracts.projectByObject(value, 'M03', endpoint, cell))).toBe(true);
      }
    }
  });

  it('refuses a cell that it can not carry out, rather than delivering something else', () => {
    const value = contracts.encode('M06', contracts.sample('M06', seededRandom(1)));
    expect(() => contracts.project(value, 'M06', 'COA', { removed: ['person'], masked: [] })).toThrow('person');
    expect(() => contracts.project(value, 'M06', 'COA', { removed: [], masked: ['narrative'] })).toThrow('narrative');
    expect(() => contracts.project(value, 'M07', 'COA', { removed: [], masked: [] })).toThrow('M07');
    const nothing = contracts.withAccess(() => 'never');
    expect(nothing.recipientSchema('M06', 'COA')).toBeNull();
    expect(() => nothing.project(value, 'M06', 'COA', { removed: [], masked: [] })).toThrow('COA');
  });
});

/** Every free text of a content, replaced by its own place. Codes, numbers and dates can't hold a canary. */
function withCanaries(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return mark(content, 'CANARY') as Record<string, unknown>;
}

function mark(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => mark(item, `${path}/${index}`));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mark(one, `${path}/${name}`)]));
  }
  const closed = /^(\d{4}-\d{2}-\d{2}.*|[A-Z_0-9]+)$/;
  return typeof value === 'string' && !closed.test(value) ? path : value;
}
