import { describe, expect, it } from '@jest/globals';
import { doorSchemas } from '#lib/contracts';
import { canonicalJson } from '../definition/canonical-json.format.js';
import type { Dialect } from './dialect.js';
import { readDialect } from './read-dialect.js';
import { translatedJson } from './translated-json.format.js';

const coa = readDialect('coa-adapter');
const format = translatedJson(coa);
const bytes = (document: unknown): Buffer => Buffer.from(JSON.stringify(document));

describe('a translated JSON', () => {
  describe('when its dictionary is not whole', () => {
    const { vNumber: _gone, ...fields } = coa.words.fields;
    const faulty: Dialect = {
      ...coa,
      words: { ...coa.words, fields, codes: { ...coa.words.codes, locationType: { AZC: 'CENTRUM', POL: 'CENTRUM' } } },
      places: { 'Person.familyName': 'naam', 'Person.givenNames': 'naam/voornaam', 'Persona.sex': 'geslacht' },
      own: ['Persona.sex'],
      envelope: {
        ...coa.envelope,
        fixed: { specversion: '1.0' },
        attributes: { ...coa.envelope.attributes, colour: { at: 'kleur', as: 'text' } },
      },
    };

    it('refuses to be made, and names every fault at once', () => {
      const faults = [
        'no word for the field vNumber',
        'two codes of locationType are written CENTRUM',
        'no word for the code VBL of locationType',
        'Person has two fields in naam/voornaam',
        'there is a word for Persona.sex, which is in no message',
        'the attribute datacontenttype has no place in the envelope',
        'the envelope has a place for colour, which is no attribute',
      ];
      for (const fault of faults) expect(() => translatedJson(faulty)).toThrow(fault);
    });

    it('refuses two members of the envelope in one place', () => {
      const attributes = { ...coa.envelope.attributes, subject: { at: 'kenmerk', as: 'text' as const } };
      expect(() => translatedJson({ ...coa, envelope: { ...coa.envelope, attributes } })).toThrow(
        'the envelope has two fields in kenmerk',
      );
    });
  });

  it('takes the agency’s envelope apart, and names its attributes as CloudEvents', () => {
    const parsed = format.parse(
      bytes({
        kenmerk: 'k1',
        berichtsoort: 'plaatsingOpvang',
        afzender: { oin: '00000099000000003000', systeem: 'ibis' },
        verzonden: '2026-03-02T10:00:00+01:00',
        doelbinding: 'OPVANG',
        grondslag: ['LB1', 'LB2'],
        achterhouden: ['opvanglocatie', 'bewoner'],
        inhoud: { a: 1 },
      }),
    );
    expect(parsed).toEqual({
      ok: true,
      document: {
        attributes: {
          specversion: '1.0',
          datacontenttype: 'application/json',
          id: 'k1',
          type: 'nl.vreemdelingenketen.terugkeerzaken.reception-placement-changed.v1',
          source: 'urn:nld:oin:00000099000000003000:systeem:ibis',
          time: '2026-03-02T09:00:00.000Z',
          purpose: 'RECEPTION',
          legalbasis: 'LB1,LB2',
          withhold: 'locationCode,person',
        },
        data: { a: 1 },
      },
      errors: [],
    });
  });

  it('lets no name and no code of the hub pass for its own', () => {
    const parsed = format.parse(
      bytes({
        id: 'k1',
        specversion: '1.0',
        berichtsoort: 'nl.vreemdelingenketen.terugkeerzaken.reception-placement-changed.v1',
        doelbinding: 'RECEPTION',
        grondslag: 'LB1',
        achterhouden: ['person'],
        afzender: 'urn:nld:oin:00000099000000003000:systeem:ibis',
      }),
    );
    expect(parsed.ok && parsed.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['', 'unknown-field'],
      ['/afzender', 'source-form'],
      ['/berichtsoort', 'unknown-code'],
      ['/doelbinding', 'unknown-code'],
      ['/grondslag', 'type'],
      ['/achterhouden', 'unknown-name'],
    ]);
    const read = format.mapperFor('M09')!.fromAgency({ vNumber: '9999000001', opvangmodaliteit: 'AZC' });
    expect(read).toMatchObject({ ok: false, value: {} });
    expect(read.ok ? [] : read.errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/inhoud', 'unknown-field'],
      ['/inhoud/opvangmodaliteit', 'unknown-code'],
    ]);
  });

  it('says where a fault is in the agency’s own document, or as near as it can', () => {
    expect(format.locate(null, '/time')).toBe('/verzonden');
    expect(format.locate('M09', '/data/person/familyName')).toBe('/inhoud/bewoner/achternaam');
    expect(format.locate('M09', '/data/familyMembers/2/birthYear')).toBe('/inhoud/gezinsleden/2/geboortejaar');
    expect(format.locate('M09', '/data/person/nothing')).toBe('/inhoud/bewoner');
    expect(format.locate('M09', '')).toBe('');
  });

  it('speaks of no message that its agency neither sends nor gets', () => {
    expect(translatedJson(readDialect('iom-adapter')).mapperFor('M44')).toBeNull();
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[1]'],
    ['a prototype', '{"inhoud":{"__proto__":{}}}'],
    ['a name that comes twice', '{"kenmerk":"a","kenmerk":"b"}'],
    ['NUL', '{"kenmerk":"\\u0000"}'],
    ['a hundred thousand levels', '['.repeat(100_000)],
    ['a byte order mark', '\ufeff{}'],
  ])('refuses %s as the hub’s own JSON does', (_title, body) => {
    const refused = format.parse(Buffer.from(body));
    expect(refused.ok).toBe(false);
    expect(canonicalJson.parse(Buffer.from(body)).ok).toBe(false);
  });

  it('has no word left over and none missing, for each agency that has a dictionary', () => {
    for (const id of ['coa-adapter', 'nidos-adapter', 'municipalities-adapter', 'iom-adapter']) {
      const dialect = readDialect(id);
      const spoken = doorSchemas(process.cwd()).filter(({ code }) => dialect.speaks.includes(code));
      const one = translatedJson(dialect);
      expect(spoken.filter(({ code }) => one.mapperFor(code) === null)).toEqual([]);
    }
  });
});
