import { describe, expect, it } from '@jest/globals';
import { diag } from 'libxml2-wasm';
import { seededRandom } from '#lib/contracts';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { writeEvent } from '../definition/write-event.js';
import { xmlFormat } from './xml.format.js';

const format = xmlFormat('politie-xml', 'police-adapter');
const MIB = 1024 * 1024;
const CANARY = 'Canary-7f3a';

const event = sampleEvent(testContracts(), 'M13', { endpoint: 'POL', unit: null }, seededRandom(1));
const written = writeEvent(format, 'M13', event);
const good = written.ok ? written.body.toString('utf8').replace(/^<\?xml.*?\?>\s*/, '') : '';
const inside = (added: string): string => good.replace('<inhoud>', `<inhoud>${added}`);
/** In the place of a name, which is a text without a code list. */
const named = (text: string): string => good.replace(/<achternaam>[^<]*/, `<achternaam>${text}`);
const start = /^<bericht [^>]*>/.exec(good)?.[0] ?? '';

const parse = (xml: string | Buffer) => format.parse(typeof xml === 'string' ? Buffer.from(xml, 'utf8') : xml, 'in');
const codeOf = (xml: string | Buffer): string => {
  const read = parse(xml);
  return read.ok ? 'taken' : (read.errors[0]?.code ?? '');
};

const laughs = `<!DOCTYPE b [<!ENTITY a "${'ha'.repeat(50)}">${[...'bcdefghij']
  .map((name, n) => `<!ENTITY ${name} "${`&${'abcdefghij'[n]!};`.repeat(10)}">`)
  .join('')}]>`;

describe('an XML parser under attack', () => {
  it('takes the document that the attacks are made from', () => {
    expect(codeOf(good)).toBe('taken');
  });

  it.each([
    ['a billion laughs', `${laughs}${named('&j;')}`, 'document-type'],
    [
      'quadratic blow-up',
      `<!DOCTYPE b [<!ENTITY x "${'a'.repeat(50_000)}">]>${named('&x;'.repeat(50_000))}`,
      'document-type',
    ],
    [
      'an external entity (a file)',
      `<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]>${named('&x;')}`,
      'document-type',
    ],
    [
      'an external entity (the network)',
      `<!DOCTYPE b [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>${named('&x;')}`,
      'document-type',
    ],
    ['a parameter entity', `<!DOCTYPE b [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>${good}`, 'document-type'],
    ['an external document type', `<!DOCTYPE bericht SYSTEM "http://127.0.0.1:9/x.dtd">${good}`, 'document-type'],
    [
      'a document type after a comment',
      `<?xml version="1.0"?>\n<!-- <a> -->\n <!DOCTYPE b []>${good}`,
      'document-type',
    ],
    ['a document type after a byte order mark', `\ufeff<!DOCTYPE b []>${good}`, 'document-type'],
    ['an entity that nobody declared', named('&x;'), 'not-xml'],
    ['a style sheet', `<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>${good}`, 'processing-instruction'],
    ['an instruction inside', named('a<?php system("id") ?>'), 'not-plain'],
    ['an instruction between elements', inside('<?php x?>'), 'not-plain'],
    ['forty thousand levels', '<bericht>'.repeat(40_000), 'not-xml'],
    ['two hundred levels', inside(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`), 'unexpected-element'],
    ['an attribute of a megabyte', start.replace('>', ` x="${'a'.repeat(MIB - 5_000)}">`), 'not-xml'],
    [
      'eighty thousand attributes',
      `${start.slice(0, -1)} ${Array.from({ length: 80_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
      'too-many',
    ],
    ['a quarter of a million elements', inside('<x/>'.repeat(240_000)), 'too-many'],
    ['sixty thousand comments', inside('<!-- -->'.repeat(60_000)), 'too-many'],
    ['forty thousand elements', inside('<x/>'.repeat(40_000)), 'unexpected-element'],
    ['a document of one byte over 1 MiB', good + ' '.repeat(MIB + 1 - Buffer.byteLength(good)), 'too-long'],
    [
      'another type for an element',
      good.replace('<achternaam>', '<achternaam xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="Regel">'),
      'unexpected-attribute',
    ],
    [
      'a place of schemas of its own',
      good.replace(
        '>',
        ' xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:x http://127.0.0.1:9/x.xsd">',
      ),
      'not-plain',
    ],
    ['an attribute', good.replace('<achternaam>', `<achternaam id="${CANARY}">`), 'unexpected-attribute'],
    [
      'an inclusion',
      inside('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'),
      'unexpected-element',
    ],
    ['another namespace', good.replace(':v1"', ':v2"'), 'unknown-document'],
    [
      'an element of another namespace',
      good.replace('<achternaam>', '<achternaam xmlns="urn:x">'),
      'unexpected-element',
    ],
    ['no document', '', 'not-xml'],
    ['two documents', good + good, 'not-xml'],
    ['text before the document', `x${good}`, 'not-xml'],
    ['JSON', '{"specversion":"1.0"}', 'not-xml'],
    ['HTML', '<html><body>x</body></html>', 'unknown-document'],
    ['NUL', named('a\0b'), 'not-xml'],
    ['a reference to NUL', named('a&#0;b'), 'not-xml'],
    ['a reference to half a surrogate pair', named('a&#xD800;b'), 'not-xml'],
    ['a reference to a control character', named('a&#x85;b'), 'pattern'],
    ['marks that turn the reading direction', named('a\u202eb'), 'pattern'],
    ['version 1.1', `<?xml version="1.1"?>${good}`, 'encoding'],
    ['another encoding by name', `<?xml version="1.0" encoding="ISO-8859-1"?>${good}`, 'encoding'],
    ['UTF-7 by name', `<?xml version="1.0" encoding="UTF-7"?>${good}`, 'encoding'],
    ['a declaration without end', `<?xml version="1.0"${' '.repeat(100_000)}${good}`, 'encoding'],
    ['a comment without end', '<!-- '.repeat(1000), 'not-xml'],
  ])('refuses %s', (_title, xml, code) => {
    expect(codeOf(xml)).toBe(code);
  });

  it.each([
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le')],
    ['UTF-32', Buffer.concat([Buffer.from([0, 0, 0xfe, 0xff]), Buffer.from(good, 'utf16le')])],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(named('')), Buffer.from([0xc3, 0x28])])],
    ['overlong forms', Buffer.concat([Buffer.from([0xc0, 0xbc]), Buffer.from(good)])],
  ])('refuses %s', (_title, xml) => {
    expect(codeOf(xml)).not.toBe('taken');
  });

  it('reads what looks like an attack and is only text', () => {
    for (const text of [
      '&lt;!DOCTYPE x&gt;',
      '<![CDATA[<!DOCTYPE x [<!ENTITY a "b">]>]]>',
      '&amp;j;',
      'a<!-- c -->b',
    ]) {
      const read = parse(named(text));
      expect([text, read.ok]).toEqual([text, true]);
    }
    const read = parse(named('Jan<!-- , niet Piet -->sen'));
    // A comment must not cut a name in two: one reader would see the one half, another the other.
    expect(JSON.stringify(read)).toContain('Jansen');
  });

  it('takes any prefix for its namespace, and tells places without it', () => {
    const prefixed = good.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1p:').replace('xmlns=', 'xmlns:p=');
    expect(codeOf(prefixed)).toBe('taken');
    const read = parse(prefixed.replace(/achternaam>[^<]*/, 'achternaam>\u202e'));
    expect(read.ok ? [] : read.errors.map(({ pointer }) => pointer)).toEqual([
      '/bericht/inhoud/berichtVanVertrek/betrokkene/achternaam',
    ]);
    const foreign = parse(inside(`<${CANARY}:a xmlns:${CANARY}="urn:x"/>`));
    expect(foreign.ok ? [] : foreign.errors.map(({ pointer }) => pointer)).toEqual(['/bericht/inhoud/*[1]']);
  });

  it('repeats nothing of what it refuses', () => {
    const hostile = [
      named(`${CANARY}\u202e`),
      inside(`<${CANARY}/>`),
      named(`&${CANARY};`),
      `<${CANARY}>`,
      good.replace('<kop>', `<kop>${CANARY}`),
    ];
    for (const xml of hostile) {
      const read = parse(xml);
      expect(read.ok).toBe(false);
      expect(JSON.stringify(read)).not.toContain(CANARY);
    }
  });

  it('names at most a hundred faults of one document', () => {
    const many = good.replace(/<betrokkene>.*?<\/betrokkene>/s, (person) =>
      person.replace(
        /<nationaliteiten>.*<\/nationaliteiten>/s,
        `<nationaliteiten>${'<nationaliteit><nationaliteitcode>x</nationaliteitcode></nationaliteit>'.repeat(9_000)}</nationaliteiten>`,
      ),
    );
    const read = parse(many);
    expect(read.ok).toBe(false);
    expect(read.errors.length).toBeLessThanOrEqual(100);
  });

  it('gives back every document, taken, refused or written, without waiting for a garbage collector', () => {
    diag.configure({ enabled: true });
    const hostile = [
      good,
      inside('<x/>'.repeat(49_000)),
      named('&x;'),
      named('a'.repeat(MIB - 20_000)),
      named('a<?x?>'),
      good.replace('<soort>berichtVanVertrek', '<soort>terugkeerbesluit'),
    ];
    hostile.forEach((xml) => parse(xml));
    expect(writeEvent(format, 'M13', event).ok).toBe(true);
    expect(writeEvent(format, 'M13', { ...event, data: {} }).ok).toBe(false);
    expect(diag.report()).toEqual({});
    diag.configure({ enabled: false });
  });
});
