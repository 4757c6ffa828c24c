import { describe, expect, it } from '@jest/globals';
import { loadContracts, seededRandom, type ContractCode } from '#lib/contracts';

const contracts = loadContracts({ root: process.cwd() });
const DOOR = [...contracts.catalogue.messages.map((message): ContractCode => message.code), 'H1', 'H2', 'H7'] as const;
const SAMPLES_EACH = 40;

describe('the contracts of the project', () => {
  it('know all 45 messages, three control messages and four hub records by code, type and slug', () => {
    expect(DOOR).toHaveLength(48);
    for (const code of [...DOOR, 'decision-record', 'rule-set-activation', 'log-opened', 'receipt']) {
      const contract = contracts.message(code);
      expect(contract).not.toBeNull();
      expect(contracts.message(contract?.type ?? '')).toBe(contract);
      expect(contracts.message(contract?.slug ?? '')).toBe(contract);
    }
    expect(contracts.message('m01')).toBeNull();
    expect(contracts.message('__proto__')).toBeNull();
  });

  it.each(DOOR)('accept every sample of %s, and give back what was encoded', (code) => {
    const envelope = contracts.sampleEnvelope(code);
    for (let seed = 0; seed < SAMPLES_EACH; seed++) {
      const content = contracts.sample(code, seededRandom(seed), {}, { full: seed % 4 === 0 });
      expect(contracts.validate(code, content, envelope)).toEqual({ ok: true, content, warnings: [] });
      const decoded = contracts.decode(contracts.encode(code, content));
      expect(decoded).toMatchObject({ ok: true, code, content });
    }
  });

  it('make the same sample from the same randomness, and another from another', () => {
    const one = contracts.sample('M06', seededRandom(1));
    expect(contracts.sample('M06', seededRandom(1))).toEqual(one);
    expect(contracts.sample('M06', seededRandom(2))).not.toEqual(one);
  });

  it('lay overrides over a sample, and take a field out for null', () => {
    const content = contracts.sample('M31', seededRandom(1), { changeType: 'VERLENGD', programme: null });
    expect(content).toMatchObject({ changeType: 'VERLENGD' });
    expect(content).not.toHaveProperty('programme');
  });

  it('keep moments in UTC and leave out what is null', () => {
    const content = contracts.sample('M13', seededRandom(3), { establishedAt: '2026-03-02T10:00:00.1234+01:00' });
    const result = contracts.validate('M13', { ...content, safetyConcern: null }, contracts.sampleEnvelope('M13'));
    expect(result).toMatchObject({ ok: true, content: { establishedAt: '2026-03-02T09:00:00.123Z' } });
    expect(result.ok && 'safetyConcern' in result.content).toBe(false);
  });

  it('encode hub records with everything that a decision names', () => {
    const record = {
      decisionId: 'd',
      logId: 'l',
      partition: 3,
      offset: 2 ** 40,
      outcome: 'DECIDED',
      generation: 0,
      legalBasis: ['LB1'],
      engine: 1,
      ruleSet: { id: 'r', hash: 'h' },
      schemaSet: { id: 's', hash: 'h' },
      warnings: [],
      facts: [{ name: 'LKO', value: true, source: 'H2', messageId: 'm', owner: 'DTV', asOf: 't', offset: 1 }],
      cells: [{ recipient: 'COA', removed: ['grounds'], masked: [], read: [{ name: 'LKO', value: true }] }],
    };
    const decoded = contracts.decode(contracts.encode('decision-record', record));
    expect(decoded).toMatchObject({ ok: true, code: 'decision-record', content: record });
  });

  it('refuse to encode a field that the schema lacks, or one of the wrong type, without naming the value', () => {
    const good = contracts.sample('M07', seededRandom(1));
    expect(() => contracts.encode('M07', { ...good, routedTo: 'secret' })).toThrow(/^(?!.*secret)/);
    expect(() => contracts.encode('M07', { ...good, deadline: 'secret' })).toThrow(/^(?!.*secret)/);
    expect(() => contracts.encode('M07', { ...good, lpNeeded: 'secret' })).toThrow(/^(?!.*secret)/);
  });

  it('say who stands behind a source, with the unit of a municipality or mission', () => {
    const source = contracts.partners.sourceOf({ endpoint: 'GEM', unit: '0599' }) ?? '';
    expect(source).toMatch(/^urn:nld:oin:00000099\d{9}000:systeem:gemeente$/);
    expect(contracts.partners.partnerOf(source)).toMatchObject({ endpoint: 'GEM', unit: '0599' });
    expect(contracts.partners.partnerOf(`${source}x`)).toBeNull();
    const oinOf = (endpoint: 'IND' | 'BMA' | 'DJI' | 'DVO'): string | undefined =>
      contracts.partners.sourceOf({ endpoint, unit: null })?.split(':')[3];
    expect(oinOf('IND')).toBe(oinOf('BMA'));
    expect(oinOf('DJI')).toBe(oinOf('DVO'));
    expect(contracts.partners.sourceOf({ endpoint: 'EMB', unit: contracts.countryOf('0137') })).not.toBeNull();
  });

  it('let a party send only what the catalogue or the owner table allows', () => {
    expect(contracts.maySend('M06', { endpoint: 'DTV', unit: null })).toBe(true);
    expect(contracts.maySend('M06', { endpoint: 'COA', unit: null })).toBe(false);
    expect(contracts.maySend('decision-record', { endpoint: 'DTV', unit: null })).toBe(false);
    expect(contracts.maySend('H2', { endpoint: 'DTV', unit: null }, { fact: 'LKO' })).toBe(true);
    expect(contracts.maySend('H2', { endpoint: 'COA', unit: null }, { fact: 'LKO' })).toBe(false);
  });
});
