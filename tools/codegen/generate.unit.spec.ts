import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readGenerated } from './generated-files.files.js';
import { generate } from './generate.js';
import type { CatalogueFile } from './model/case-messages.js';
import type { CodeListsFile } from './model/code-lists.js';
import { readXmlAgencies } from './xml/xml-agencies.files.js';
import { RELEASED_PATH, changedReleases, hashOf, withNewReleases, type Released } from './released.js';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const catalogue = read('schemas/catalogue.json') as CatalogueFile;
const codes = read('schemas/reference/code-lists.json') as CodeListsFile;
const agencies = readXmlAgencies(process.cwd());
const files = generate(catalogue, codes, agencies);
const released = read(RELEASED_PATH) as Released;

/** The catalogue with one more field on M06. */
function withField(field: object): CatalogueFile {
  const messages = catalogue.messages.map((message) =>
    message.code === 'M06'
      ? { ...message, fields: [...message.fields, field as (typeof message.fields)[number]] }
      : message,
  );
  return { messages };
}

describe('the generator', () => {
  it('gives exactly the files that lie in the repository', () => {
    const onDisk = readGenerated(process.cwd());
    const drifted = [...files].filter(([path, text]) => onDisk.get(path) !== text).map(([path]) => path);
    const stale = [...onDisk.keys()].filter((path) => !files.has(path) && path !== RELEASED_PATH);
    expect([...drifted, ...stale]).toEqual([]);
  });

  it('gives 45 messages, three control messages, hub records and their types', () => {
    const count = (form: RegExp): number => [...files.keys()].filter((path) => form.test(path)).length;
    expect(count(/^schemas\/avro\/[a-z-]+\/v1\.avsc$/)).toBe(55);
    expect(count(/^schemas\/json\/canonical\/[a-z0-9-]+\.v1\.schema\.json$/)).toBe(48);
    expect(count(/^schemas\/avro\/types\//)).toBeGreaterThan(20);
  });

  it('refuses a type notation that it does not know', () => {
    const odd = withField({ name: 'odd', type: 'blob of things', class: 'CN', flags: [] });
    expect(() => generate(odd, codes, agencies)).toThrow('unknown type notation');
  });

  it('makes a second revision for a field that came later, and leaves the first as it was', () => {
    const newer = generate(
      withField({ name: 'healthRemark', type: 'text?', class: 'MD', flags: ['SC'], since: 2 }),
      codes,
      [],
    );
    const path = 'schemas/avro/departure-interview-report/v1.avsc';
    expect(newer.get(path)).toBe(files.get(path));
    expect(newer.get('schemas/avro/departure-interview-report/v2.avsc')).toContain('healthRemark');
    expect(newer.get('schemas/json/canonical/departure-interview-report.v1.schema.json')).toContain('healthRemark');
  });
});

describe('released schemas', () => {
  it('are all Avro files, and none has changed since its release', () => {
    const avro = [...files.keys()].filter((path) => path.endsWith('.avsc')).sort();
    expect(Object.keys(released)).toEqual(avro);
    for (const [path, hash] of Object.entries(released))
      expect([path, hashOf(readFileSync(path, 'utf8'))]).toEqual([path, hash]);
  });

  it('may not be changed or taken away by the generator', () => {
    const changed = generate(withField({ name: 'extra', type: 'text?', class: 'CN', flags: [] }), codes, []);
    expect(changedReleases(changed, released)).toEqual(['schemas/avro/departure-interview-report/v1.avsc']);
    const fewer = new Map([...files].filter(([path]) => !path.includes('departure-plan')));
    expect(changedReleases(fewer, released)).toEqual(['schemas/avro/departure-plan/v1.avsc']);
  });

  it('grow by what is new', () => {
    const newer = generate(withField({ name: 'extra', type: 'text?', class: 'CN', flags: [], since: 2 }), codes, []);
    const added = Object.keys(withNewReleases(newer, released)).filter((path) => !(path in released));
    expect(added).toEqual(['schemas/avro/departure-interview-report/v2.avsc']);
  });
});
