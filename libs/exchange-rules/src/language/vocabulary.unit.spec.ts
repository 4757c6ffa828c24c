import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS, PREDICATES } from '#lib/domain';
import { catalogue } from '../../../../test/fixtures/rules/question.fixture.js';
import { dutchClassName } from './class-names.js';
import { ENDPOINT_NAMES } from './endpoint-names.js';
import { FACT_PHRASES } from './fact-phrases.js';
import { fieldName } from './field-names.js';
import { capitalised, LANGUAGES, listing } from './language.js';
import { messageName } from './message-name.js';
import { PURPOSE_NAMES } from './purpose-names.js';

describe('the words for letters', () => {
  it('name every field of the catalogue, in both languages', () => {
    const fields = new Set(catalogue.messages.flatMap((message) => message.fields.map(({ name }) => name)));
    const technical = [...fields].filter((name) => /[a-z][A-Z]/.test(name));
    expect(fields.size).toBeGreaterThan(200);
    for (const language of LANGUAGES)
      expect(technical.filter((name) => fieldName(name, language) === name)).toEqual([]);
  });

  it('name every field class, purpose, endpoint and fact', () => {
    expect(Object.keys(catalogue.classes).filter((code) => dutchClassName(code) === code)).toEqual([]);
    const purposes = new Set(catalogue.messages.flatMap((message) => message.purposes));
    expect([...purposes].filter((purpose) => PURPOSE_NAMES[purpose] === undefined)).toEqual([]);
    for (const language of LANGUAGES) {
      expect(new Set(ENDPOINTS.map((endpoint) => ENDPOINT_NAMES[endpoint][language])).size).toBe(ENDPOINTS.length);
      expect(new Set(PREDICATES.map((predicate) => FACT_PHRASES[predicate][language])).size).toBe(PREDICATES.length);
    }
  });

  it.each([
    ['M20', 'VRIS notification', 'VRIS-melding'],
    ['M24', 'laissez-passer application', 'aanvraag laissez-passer'],
    ['M28', 'medical advice', 'BMA-advies'],
    ['M39', 'Dublin transfer notice', 'dublinoverdracht'],
    ['M40', 'UAM return plan', 'gezamenlijk terugkeerplan alleenstaande minderjarige'],
  ])('name message %s without the remarks of the catalogue', (code, english, dutch) => {
    const definition = catalogue.messages.find((message) => message.code === code);
    if (definition === undefined) throw new Error(`The message ${code} is gone.`);
    expect([messageName(definition, 'en'), messageName(definition, 'nl')]).toEqual([english, dutch]);
  });

  it('are joined as people join them', () => {
    expect([
      listing([], 'en'),
      listing(['a'], 'en'),
      listing(['a', 'b'], 'en'),
      listing(['a', 'b', 'c'], 'nl'),
    ]).toEqual(['', 'a', 'a and b', 'a, b en c']);
    expect(capitalised('de IND')).toBe('De IND');
  });
});
