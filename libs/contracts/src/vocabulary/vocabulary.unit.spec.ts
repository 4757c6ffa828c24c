import { describe, expect, it } from '@jest/globals';
import { doorSchemas } from './door-schemas.js';
import { loadVocabulary, withOwnWords } from './load-vocabulary.js';
import { vocabularyFaults } from './vocabulary-faults.js';

const schemas = doorSchemas(process.cwd()).map(({ schema }) => schema);
const dutch = loadVocabulary(process.cwd(), 'nl');

describe('the Dutch vocabulary', () => {
  it('has one word for every field, type, message and code, and no two of them meet', () => {
    expect(vocabularyFaults(dutch, schemas)).toEqual([]);
  });

  it('has words that can be names in JSON and XML alike', () => {
    const { fields, types, messages } = dutch;
    const words = [fields, types, messages].flatMap((part) => Object.values(part));
    expect(words.filter((word) => !/^[A-Za-z][A-Za-z0-9]{0,39}$/.test(word))).toEqual([]);
  });

  it('has a word for every purpose of the catalogue, and for what masks write', () => {
    expect(Object.keys(dutch.purposes)).toHaveLength(16);
    expect([dutch.codes.reasonCode?.OVERIG, dutch.codes.locationType?.ELDERS, dutch.codes.kind?.ELDERS]).toEqual([
      'OVERIG',
      'ELDERS',
      'ELDERS',
    ]);
  });
});

describe('the words of an agency', () => {
  it('take the place of the language’s, code by code', () => {
    const own = withOwnWords(dutch, { fields: { person: 'betrokkene' }, codes: { RiskFlag: { ARMS: 'WAPEN' } } });
    expect([own.fields.person, own.fields.sex]).toEqual(['betrokkene', 'geslacht']);
    expect([own.codes.RiskFlag?.ARMS, own.codes.RiskFlag?.ESCAPE]).toEqual(['WAPEN', 'ONTVLUCHTING']);
    expect(vocabularyFaults(own, schemas)).toEqual([]);
  });

  it('are refused when one is missing, unheard of, or stands for two things in one place', () => {
    const { vNumber: _gone, ...fields } = dutch.fields;
    const faulty = withOwnWords(
      { ...dutch, fields },
      { fields: { familyName: 'naam', givenNames: 'naam', shoeSize: 'maat' }, codes: { phase: { RESULT: 'VERZOEK' } } },
    );
    expect(vocabularyFaults(faulty, schemas)).toEqual(
      expect.arrayContaining([
        'no word for the field vNumber',
        'Person has two fields named naam',
        'Alias has two fields named naam',
        'shoeSize is in no message',
        'two codes of phase are written VERZOEK',
      ]),
    );
  });

  it('need a language that is there', () => {
    expect(() => loadVocabulary(process.cwd(), 'xx')).toThrow('schemas/vocabulary/xx.json is missing or no JSON');
  });
});
