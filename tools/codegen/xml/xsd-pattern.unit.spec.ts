import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { SCALARS } from '../model/scalars.js';
import { node, xmlText } from './xml-text.js';
import { xsdPattern } from './xsd-pattern.js';
import { simpleType } from './xsd-types.js';

const NOTHING = {
  vocabulary: { fields: {}, types: {}, messages: {}, purposes: {}, codes: {} },
  direction: 'in',
} as const;
/** Characters on both sides of every class that the patterns have. */
const UNITS = [
  ...'aZ09 .:/_+-()<>&"\'@é',
  '\t',
  '\n',
  '\r',
  '\u0085',
  '\u00a0',
  '\u202e',
  '\u2028',
  '\u2069',
  '\u0663',
  '\u{1f600}',
];

function checkerOf(name: string): (text: string) => boolean {
  const schema = (SCALARS[name]?.json ?? {}) as never;
  const xsd = xmlText(
    node(
      'xs:schema',
      { 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema' },
      node('xs:element', { name: 'v' }, simpleType(NOTHING, schema, name)),
    ),
  );
  const document = XmlDocument.fromString(xsd);
  const validator = XsdValidator.fromDoc(document);
  document.dispose();
  return (text) => {
    const one = XmlDocument.create();
    try {
      one.createRoot('v').addText(text);
      validator.validate(one);
      return true;
    } catch {
      return false;
    } finally {
      one.dispose();
    }
  };
}

describe('a pattern of the XSDs', () => {
  const patterned = Object.entries(SCALARS).filter(([, { json }]) => typeof json.pattern === 'string');

  it.each(patterned)('takes and refuses what that of the JSON Schema does: %s', (name, { json }) => {
    const takes = checkerOf(name);
    const {
      pattern,
      minLength = 0,
      maxLength = Infinity,
    } = json as { pattern: string; minLength?: number; maxLength?: number };
    const form = new RegExp(pattern, 'u');
    const fits = (text: string): boolean =>
      form.test(text) && [...text].length >= minLength && [...text].length <= maxLength;
    const text = fc.oneof(
      fc.array(fc.constantFrom(...UNITS), { maxLength: 12 }).map((units) => units.join('')),
      fc.stringMatching(/^[0-9A-Z]{1,4}(?:[a-z:.-]{0,6})[0-9]{0,10}$/),
      fc.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
      fc.stringMatching(/^\d{1,12}(?:\.\d{2})?$/),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect([name, one, takes(one)]).toEqual([name, one, fits(one)]);
      }),
      { numRuns: 150 },
    );
  });

  it('takes and refuses dates and moments as the JSON Schemas do', () => {
    const [date, moment] = [checkerOf('Date'), checkerOf('DateTime')];
    expect(['2026-02-28', '2024-02-29'].map(date)).toEqual([true, true]);
    expect(['2026-02-30', '2026-2-3', '2026-02-03Z', '26-02-2026', ''].map(date)).toEqual(Array(5).fill(false));
    expect(['2026-02-28T09:00:00Z', '2026-02-28T09:00:00.123+01:00'].map(moment)).toEqual([true, true]);
    const wrong = [
      '2026-02-28T09:00:00',
      '2026-02-30T09:00:00Z',
      '2026-02-28',
      '2026-02-28T09:00Z',
      '2026-02-28T25:00:00Z',
    ];
    expect(wrong.map(moment)).toEqual(Array(5).fill(false));
  });

  it('is never guessed at', () => {
    expect(() => xsdPattern('abc')).toThrow('not anchored');
    expect(() => xsdPattern('^\\w+$')).toThrow('XML Schema lacks');
    expect(xsdPattern('^(?:\\d|[\\d-])\\u0041-\\u0043[^\\p{Cs}\\u0000-\\u0008\\u007F]$')).toBe(
      '([0-9]|[0-9\\-])A-C[^\u007f]',
    );
  });
});
