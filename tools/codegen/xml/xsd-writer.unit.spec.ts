import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { generate } from '../generate.js';
import type { CatalogueFile } from '../model/case-messages.js';
import type { CodeListsFile } from '../model/code-lists.js';
import { readXmlAgencies } from './xml-agencies.files.js';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const catalogue = read('schemas/catalogue.json') as CatalogueFile;
const codes = read('schemas/reference/code-lists.json') as CodeListsFile;
const agencies = readXmlAgencies(process.cwd());
const IN = 'schemas/xml/police/v1/politie-aan-schakel.xsd';
const OUT = 'schemas/xml/police/v1/schakel-aan-politie.xsd';
const example = (name: string): string => readFileSync(`apps/police-adapter/fixtures/${name}.xml`, 'utf8');

/** M13 with one more field, that the police call `extra`. */
const newer: CatalogueFile = {
  messages: catalogue.messages.map((message) =>
    message.code === 'M13'
      ? { ...message, fields: [...message.fields, { name: 'extra', type: 'text?', class: 'CN', flags: [], since: 2 }] }
      : message,
  ),
};
const worded = agencies.map(({ vocabulary, ...rest }) => ({
  ...rest,
  vocabulary: { ...vocabulary, fields: { ...vocabulary.fields, extra: 'extra' } },
}));

function fits(xsd: string | undefined, xml: string): boolean {
  const [schema, document] = [XmlDocument.fromString(xsd ?? ''), XmlDocument.fromString(xml)];
  const validator = XsdValidator.fromDoc(schema);
  try {
    validator.validate(document);
    return true;
  } catch {
    return false;
  } finally {
    for (const one of [validator, schema, document]) one.dispose();
  }
}

describe('the XSDs of an agency', () => {
  const files = generate(catalogue, codes, agencies);

  it('are one for each direction, and every one is an XML Schema', () => {
    const paths = [...files.keys()].filter((path) => path.startsWith('schemas/xml/'));
    expect(paths).toHaveLength(2 * agencies.length);
    for (const path of paths) {
      const schema = XmlDocument.fromString(files.get(path)!);
      expect(() => XsdValidator.fromDoc(schema).dispose()).not.toThrow();
      schema.dispose();
    }
  });

  it('hold the messages of their direction, and no others', () => {
    const named = (path: string): readonly string[] =>
      [...files.get(path)!.matchAll(/^ {6}<xs:element name="([A-Za-z]+)">$/gm)].map(([, name]) => name!);
    const police = agencies.find(({ language }) => language.folder === 'police/v1')!;
    const words = (list: readonly string[]): readonly string[] =>
      [...catalogue.messages, { code: 'H1', name: 'ConsentRecord' }, { code: 'H2', name: 'CaseParticipation' }]
        .filter(({ code }) => list.includes(code))
        .map(({ name }) => police.vocabulary.messages[name]!);
    expect(named(IN)).toEqual(expect.arrayContaining([...words(police.in)]));
    expect(named(OUT)).toEqual(expect.arrayContaining([...words(police.out)]));
    expect(named(IN)).not.toContain('vertrekplan');
    expect(named(OUT)).not.toContain('berichtVanVertrek');
  });

  it('let every document of before fit, when a message gets a new field', () => {
    const later = generate(newer, codes, worded);
    const sent = example('sent-unsupervised-departure');
    expect([fits(files.get(IN), sent), fits(later.get(IN), sent)]).toEqual([true, true]);
    const more = sent.replace('</berichtVanVertrek>', '<extra>tekst</extra></berichtVanVertrek>');
    expect([fits(files.get(IN), more), fits(later.get(IN), more)]).toEqual([false, true]);
  });

  it('are not written while a word is missing', () => {
    expect(() => generate(newer, codes, agencies)).toThrow('the vocabulary has no word for the field, extra');
  });

  it('know what a mask writes towards a recipient, and take it from no sender', () => {
    const delivered = example('delivered-removability-status-changed');
    expect(delivered).toContain('<redencode>OVERIG</redencode>');
    expect(fits(files.get(OUT), delivered)).toBe(true);
    expect(files.get(OUT)!.match(/"ELDERS"/g)?.length).toBeGreaterThanOrEqual(2);
    expect(files.get(IN)).not.toContain('"ELDERS"');
  });
});
