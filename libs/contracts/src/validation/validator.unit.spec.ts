import type { Content } from '#lib/domain';
import { describe, expect, it } from '@jest/globals';
import { loadContracts, seededRandom, type ContractCode, type EdgeEnvelope, type JsonSchema } from '#lib/contracts';

const contracts = loadContracts({ root: process.cwd() });
const CODES = contracts.catalogue.messages.map((message) => message.code);
const SECRET = 'Zeergeheim';

function errorsOf(code: ContractCode, json: unknown, envelope: Partial<EdgeEnvelope> = {}) {
  const result = contracts.validate(code, json, { ...contracts.sampleEnvelope(code), ...envelope });
  return result.ok ? [] : result.errors.map((error) => `${error.code} ${error.pointer}`);
}

function full(code: ContractCode, overrides: Content = {}): Content {
  return contracts.sample(code, seededRandom(11), overrides, { full: true });
}

describe('validation at the edge', () => {
  it('names all that is wrong in one answer', () => {
    const body = full('M01', {
      vNumber: '123',
      bsn: '123456789',
      track: SECRET,
      extra: 1,
      decisionRef: { kind: 'x y' },
    });
    expect(errorsOf('M01', body, { purpose: 'ADMISSION', legalBasis: [] }).sort()).toEqual(
      [
        'VAL-01 /vNumber',
        'VAL-02 /bsn',
        'VAL-03 /legalbasis',
        'VAL-03 /purpose',
        'additionalProperties /extra',
        'enum /track',
        'pattern /decisionRef/kind',
        'required /decisionRef/date',
      ].sort(),
    );
  });

  it.each(CODES)('never repeats a value of a %s', (code) => {
    const spoilt = Object.fromEntries(Object.keys(full(code)).map((name) => [name, [SECRET, { [SECRET]: SECRET }]]));
    const result = contracts.validate(code, { ...spoilt, [`${SECRET}-naam`]: 1 }, contracts.sampleEnvelope(code));
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });

  it('stops at a hundred errors', () => {
    const travelDocuments = Array.from({ length: 400 }, () => ({ state: 1 }));
    expect(errorsOf('M01', full('M01', { travelDocuments }))).toHaveLength(100);
  });

  it.each([
    ['text', 'string'],
    ['nothing', null],
    ['a list', []],
    ['a number', 1],
  ])('refuses %s as a body', (_what, json) => {
    expect(errorsOf('M06', json)).not.toEqual([]);
  });

  it('refuses prototype names, deep nesting and floods of members, quickly', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    const flood = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`k${index}`, 1]));
    const started = cpuMs();
    expect(errorsOf('M06', JSON.parse('{"__proto__":{"a":1}}'))).toEqual(['forbidden-name ']);
    expect(errorsOf('M06', full('M06', { person: { constructor: 1 } }))).toEqual(['forbidden-name ']);
    expect(errorsOf('M06', { narrative: deep })).toEqual(['too-deep ']);
    expect(errorsOf('M06', flood)).toEqual(['too-many-values ']);
    expect(errorsOf('M06', { outcomeCodes: Array(30_000).fill('A') })).toEqual(['too-many-values ']);
    expect(cpuMs() - started).toBeLessThan(2000);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('refuses text with NUL, lone surrogates or marks that turn the reading direction', () => {
    for (const bad of ['a\u0000b', 'a\ud800b', 'a\u202eb', 'a\u2066b', 'a\u0085b']) {
      expect(errorsOf('M06', full('M06', { narrative: bad }))).toEqual(['pattern /narrative']);
    }
    expect(errorsOf('M06', full('M06', { narrative: 'Regel een\nregel twee: één, ß, 👍, ბერიძე' }))).toEqual([]);
  });

  it('refuses days and moments that do not exist', () => {
    expect(errorsOf('M31', full('M31', { signedAt: '2026-02-30' }))).toEqual(['format /signedAt']);
    expect(errorsOf('M13', full('M13', { establishedAt: '2026-03-02T10:00:00' }))).toEqual(['format /establishedAt']);
  });

  it('takes no more than a moment for hostile text in any patterned field', () => {
    const attacks = ['a'.repeat(30_000) + '!', '9'.repeat(30_000), 'A<'.repeat(15_000), '@.'.repeat(15_000)];
    for (const code of CODES) {
      const definitions: Readonly<Record<string, JsonSchema>> = contracts.message(code)?.jsonSchema?.$defs ?? {};
      for (const { pattern } of Object.values(definitions)) {
        if (pattern === undefined) continue;
        const form = new RegExp(pattern, 'u');
        const started = cpuMs();
        for (const attack of attacks) form.test(attack);
        expect(cpuMs() - started).toBeLessThan(250);
      }
    }
  });

  it('bounds every text and every list', () => {
    for (const code of [...CODES, 'H1', 'H2', 'H7'] as const) {
      const open: string[] = [];
      look(contracts.message(code)?.jsonSchema ?? {}, code, open);
      expect(open).toEqual([]);
    }
  });
});

describe('the VAL rules', () => {
  it('VAL-03: purpose and legal basis are there and fit the message', () => {
    expect(errorsOf('M01', full('M01'), { purpose: null })).toEqual(['VAL-03 /purpose']);
    expect(errorsOf('M01', full('M01'), { legalBasis: ['LB99'] })).toEqual(['VAL-03 /legalbasis']);
    expect(errorsOf('M01', full('M01'), { legalBasis: ['LB1', 'Wpg art. 16'] })).toEqual([]);
    expect(errorsOf('H2', full('H2'), { purpose: null, legalBasis: [] })).toEqual([]);
  });

  it('VAL-05: a document has hash, class and expiry', () => {
    const {
      sha256: _sha,
      classification: _class,
      expiresAt: _expiry,
      ...rest
    } = full('M01')['asylumDecisionDocument'] as Content;
    expect(errorsOf('M01', full('M01', { asylumDecisionDocument: rest }))).toEqual([
      'VAL-05 /asylumDecisionDocument/sha256',
      'VAL-05 /asylumDecisionDocument/classification',
      'VAL-05 /asylumDecisionDocument/expiresAt',
    ]);
  });

  it('VAL-07: a flight is announced 48 hours ahead', () => {
    const announcedAt = '2026-03-02T10:00:00Z';
    const body = (departureAt: string): Content => full('M35', { announcedAt, departureAt });
    expect(errorsOf('M35', body('2026-03-04T09:59:59Z'))).toEqual(['VAL-07 /departureAt']);
    expect(errorsOf('M35', body('2026-03-04T10:00:00Z'))).toEqual([]);
  });

  it('VAL-08: Germany is told 3 working days ahead, 10 for special needs, and not after the last day', () => {
    const time = '2026-03-06T09:00:00Z';
    const body = (departureDate: string, specialNeedsFlag: boolean, latestTransferDate = '2026-06-01'): Content =>
      full('M39', { responsibleState: 'DE', departureDate, specialNeedsFlag, latestTransferDate });
    expect(errorsOf('M39', body('2026-03-10', false), { time })).toEqual(['VAL-08 /departureDate']);
    expect(errorsOf('M39', body('2026-03-11', false), { time })).toEqual([]);
    expect(errorsOf('M39', body('2026-03-19', true), { time })).toEqual(['VAL-08 /departureDate']);
    expect(errorsOf('M39', body('2026-03-20', true), { time })).toEqual([]);
    expect(errorsOf('M39', body('2026-03-20', true, '2026-03-19'), { time })).toEqual(['VAL-08 /departureDate']);
  });

  it('VAL-10: no eviction of a family without the Ferreira test', () => {
    const body = (ferreiraTestDone: boolean): Content =>
      full('M10', { evictionRequested: true, minorChildrenPresent: true, ferreiraTestDone });
    expect(errorsOf('M10', body(false))).toEqual(['VAL-10 /ferreiraTestDone']);
    expect(errorsOf('M10', body(true))).toEqual([]);
  });

  it('VAL-13: a departure without supervision was checked', () => {
    expect(errorsOf('M13', full('M13', { checkMethod: null }))).toEqual(['VAL-13 /checkMethod']);
  });

  it.each(['M22', 'M24'] as const)('VAL-17: no fingerprints in %s of a child under 6, nor on doubt', (code) => {
    const time = '2026-03-02T09:00:00Z';
    const body = (birthDate: string): Content =>
      full(code, { person: { familyName: 'Voorbeeld', birthDate, nationalities: [] } });
    expect(errorsOf(code, body('2020-03-03'), { time })).toEqual(['VAL-17 /fingerprints']);
    expect(errorsOf(code, body('2020-03-02'), { time })).toEqual([]);
    expect(errorsOf(code, body('2020-00-00'), { time })).toEqual(['VAL-17 /fingerprints']);
    expect(errorsOf(code, { ...body('2024-01-01'), fingerprints: null }, { time })).toEqual([]);
  });

  it('VAL-18: medical code fields take codes of their list only', () => {
    expect(errorsOf('M30', full('M30', { medicationToCarry: ['PARACETAMOL'] }))).toEqual([
      'VAL-18 /medicationToCarry/0',
    ]);
    expect(errorsOf('M28', full('M28', { travelConditions: ['DIABETES'] }))).toEqual(['VAL-18 /travelConditions/0']);
  });

  it('refuses to withhold what makes a message, or what it does not have', () => {
    expect(errorsOf('M06', full('M06'), { withhold: ['vNumber'] })).toEqual(['withhold /withhold']);
    expect(errorsOf('M06', full('M06'), { withhold: ['nonsense'] })).toEqual(['withhold /withhold']);
    expect(errorsOf('M06', full('M06'), { withhold: ['narrative'], onlyFor: ['COA'] })).toEqual([]);
    expect(errorsOf('M06', full('M06'), { onlyFor: ['XXX'] })).toEqual(['onlyFor /onlyfor']);
  });
});

function look(schema: JsonSchema, at: string, open: string[]): void {
  if (schema.type === 'string' && schema.maxLength === undefined && schema.enum === undefined) open.push(at);
  if (schema.type === 'array' && schema.maxItems === undefined) open.push(at);
  if (schema.type === 'object' && schema.additionalProperties !== false) open.push(at);
  const inner = [...Object.entries(schema.properties ?? {}), ...Object.entries(schema.$defs ?? {})];
  for (const [name, one] of inner) look(one, `${at}/${name}`, open);
  if (schema.items !== undefined) look(schema.items, `${at}/items`, open);
}

/** CPU and not wall clock: how busy the machine is says nothing about the pattern. A pattern that backtracks takes minutes here. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
