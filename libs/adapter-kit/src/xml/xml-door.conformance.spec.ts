import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import type { Party } from '#lib/domain';
import { createLogger } from '#lib/platform';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { memoryRuntime, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { writeEvent } from '../definition/write-event.js';
import { loadAdapterModule } from '../host/load-adapter-module.js';
import { startAdapter, type RunningAdapter } from '../host/start-adapter.js';
import { xmlFormat } from './xml.format.js';

const POLICE: Party = { endpoint: 'POL', unit: null };
const CANARY = 'Canary-7f3a';
const MIB = 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly problem: {
    readonly code?: string;
    readonly errors?: readonly { pointer: string; code: string; message: string }[];
  };
}

/** Numbers are those of the project's table of bad inputs. */
describe('a door that takes XML', () => {
  const format = xmlFormat('politie-xml', 'police-adapter');
  let runtime: MemoryRuntime;
  let running: RunningAdapter;
  const logged: string[] = [];
  let sent = 0;

  beforeAll(async () => {
    const destination = { write: (line: string) => logged.push(line) };
    runtime = await memoryRuntime({ logger: createLogger('xml', { level: 'debug', destination }) });
    running = await startAdapter(await loadAdapterModule('police-adapter'), runtime, '127.0.0.1', 0);
  });
  afterAll(async () => {
    await running.close();
    await runtime.log.close();
  });

  /** A document that the police may send; each has an id of its own. */
  const xml = (change: (text: string) => string = (text) => text): string => {
    const event = sampleEvent(runtime.contracts, 'M13', POLICE, seededRandom((sent += 1)), { vNumber: '9999000001' });
    const written = writeEvent(format, 'M13', event);
    return change(written.ok ? written.body.toString('utf8') : '');
  };
  const send = async (body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Answer> => {
    const own = runtime.credentials('POL', 'police-adapter');
    const response = await own.fetch(`${running.url}/v1/messages`, {
      method: 'POST',
      headers: { ...own.headers, 'content-type': 'application/xml', ...headers },
      body,
    });
    const text = await response.text();
    return { status: response.status, text, problem: JSON.parse(text) as Answer['problem'] };
  };
  const asked = (path: string): Promise<Response> => runtime.credentials(null, '').fetch(`${running.url}${path}`);
  const inLog = (): number =>
    runtime.log.broker.topics.get(runtime.topics.messages)!.reduce((sum, { records }) => sum + records.length, 0);

  it('takes a document and answers a repeat of it, also with other spacing, with the same receipt', async () => {
    const one = xml();
    const before = inLog();
    const first = await send(one);
    const spaced = one.replaceAll('><', '>\n  <').replace('<kop>', '<!-- by hand --><kop>');
    const second = await send(spaced);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.text).toBe(first.text);
    expect(inLog() - before).toBe(1);
    const other = one.replace(/<achternaam>[^<]*/, '<achternaam>Anders');
    expect(await send(other)).toMatchObject({ status: 409, problem: { code: 'id-reused' } });
  });

  it('1: refuses a document of one byte over 1 MiB before reading it, and takes one of exactly 1 MiB', async () => {
    const one = xml();
    const padded = (length: number): string => one + ' '.repeat(length - Buffer.byteLength(one));
    expect((await send(padded(MIB))).status).toBe(202);
    expect((await send(padded(MIB + 1))).status).toBe(413);
  });

  it.each([
    'application/cloudevents+json',
    'application/json',
    'text/xml',
    'application/xml; charset=utf-16',
    'application/xml; charset=iso-8859-1',
    'application/xml garbage',
    'application/soap+xml',
  ])('3, 15: refuses the media type %s', async (type) => {
    expect((await send(xml(), { 'content-type': type })).status).toBe(415);
  });

  it('4: refuses compressed bodies', async () => {
    expect((await send(xml(), { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it.each([
    ['5: a hundred thousand levels', () => '<a>'.repeat(100_000)],
    [
      '6: a quarter of a million elements',
      () => xml((text) => text.replace('<inhoud>', `<inhoud>${'<x/>'.repeat(240_000)}`)),
    ],
    [
      '6: a hundred thousand attributes',
      () => `<bericht ${Array.from({ length: 90_000 }, (_, n) => `a${n}=""`).join(' ')}/>`,
    ],
    ['8: JSON', () => '{"specversion":"1.0"}'],
    ['8: two documents', () => xml() + xml().replace(/^<\?xml.*?\?>/, '')],
    ['8: nothing', () => ' '],
    ['9: NUL', () => xml((text) => text.replace('<kop>', '<kop>\0'))],
    [
      '9: marks that turn the reading direction',
      () => xml((text) => text.replace(/<achternaam>[^<]*/, '<achternaam>a\u202eb')),
    ],
    [
      '13: a day that does not exist',
      () => xml((text) => text.replace(/<tijdstip>[^<]*/, '<tijdstip>2026-02-30T00:00:00Z')),
    ],
    [
      '13: a time without a zone',
      () => xml((text) => text.replace(/<tijdstip>[^<]*/, '<tijdstip>2026-02-03T00:00:00')),
    ],
    ['14: a field of the hub alone', () => xml((text) => text.replace('</kop>', '<zaaksleutel>x</zaaksleutel></kop>'))],
    ['22: an id that is none', () => xml((text) => text.replace(/<kenmerk>[^<]*/, `<kenmerk>${CANARY} é`))],
    [
      'a billion laughs',
      () =>
        `<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${xml((text) => text.replace(/^<\?xml.*?\?>/, '').replace(/<achternaam>[^<]*/, '<achternaam>&b;'))}`,
    ],
    [
      'a file of the hub',
      () =>
        `<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>${xml((text) => text.replace(/^<\?xml.*?\?>/, '').replace(/<achternaam>[^<]*/, '<achternaam>&a;'))}`,
    ],
  ])('%s is a 400 and keeps nothing', async (_title, body) => {
    const before = inLog();
    const { status, problem, text } = await send(body());
    expect([status, problem.code]).toEqual([400, 'invalid-content']);
    expect(problem.errors!.length).toBeGreaterThan(0);
    expect(text).not.toMatch(new RegExp(`${CANARY}|root:`));
    expect(inLog()).toBe(before);
  });

  it('9: refuses bytes that are not UTF-8', async () => {
    expect((await send(Buffer.concat([Buffer.from('<bericht>'), Buffer.from([0xc3, 0x28])]))).status).toBe(400);
    expect((await send(Buffer.from(`\ufeff${xml()}`, 'utf16le'))).status).toBe(400);
  });

  it('names all that is wrong by XPath: what the XSD refuses, and after that what the rules of the exchange refuse', async () => {
    const form = await send(
      xml((text) =>
        text
          .replace(/<vreemdelingnummer>\d+/, `<vreemdelingnummer>${CANARY}`)
          .replace(/<geboortedatum>[^<]*/, '<geboortedatum>1990'),
      ),
    );
    expect(form.problem.errors?.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining([
        '/bericht/inhoud/berichtVanVertrek/vreemdelingnummer',
        '/bericht/inhoud/berichtVanVertrek/betrokkene/geboortedatum',
      ]),
    );
    const rules = await send(
      xml((text) =>
        text
          .replace(/<geboortedatum>[^<]*/, '<geboortedatum>1990-02-31')
          .replace(/<doelbinding>[^<]*/, '<doelbinding>VRIJWILLIGE_TERUGKEER')
          .replace('</grondslag>', '</grondslag><spoed>U4</spoed>')
          .replace('</spoed>', '</spoed><zaakverwijzing>9999000001</zaakverwijzing>'),
      ),
    );
    expect([rules.status, rules.problem.errors?.map(({ pointer }) => pointer).sort()]).toEqual([
      400,
      expect.arrayContaining([
        '/bericht/inhoud/berichtVanVertrek/betrokkene/geboortedatum',
        '/bericht/kop/doelbinding',
      ]),
    ]);
    expect(form.text + rules.text).not.toMatch(new RegExp(`${CANARY}|9999000001|1990-02-31`));
  });

  it('refuses the source of another agency, and a message type that is not in its schema', async () => {
    const foreign = xml((text) =>
      text.replace(
        /<afzender>[^<]*/,
        `<afzender>${runtime.contracts.partners.sourceOf({ endpoint: 'IND', unit: null })}`,
      ),
    );
    expect((await send(foreign)).status).toBe(403);
    const planned = xml((text) => text.replaceAll('berichtVanVertrek', 'vertrekplan'));
    expect((await send(planned)).status).toBe(400);
    expect((await send(xml(), { authorization: '' })).status).toBe(401);
  });

  it('gives its XSDs to anybody, and they are those by which it judges', async () => {
    for (const name of ['politie-aan-schakel.xsd', 'schakel-aan-politie.xsd']) {
      const answer = await asked(`/schemas/${name}`);
      expect([
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('access-control-allow-origin'),
      ]).toEqual([200, 'application/xml; charset=utf-8', '*']);
      const xsd = XmlDocument.fromString(await answer.text());
      const validator = XsdValidator.fromDoc(xsd);
      const document = XmlDocument.fromString(xml());
      const judge = (): void => validator.validate(document);
      if (name.startsWith('politie')) expect(judge).not.toThrow();
      else expect(judge).toThrow();
      for (const one of [validator, xsd, document]) one.dispose();
    }
    for (const name of ['nothing.xsd', '..%2f..%2fpackage.json', 'dji-aan-schakel.xsd', '__proto__']) {
      const answer = await asked(`/schemas/${name}`);
      expect([name, answer.status, answer.headers.get('content-type')]).toEqual([
        name,
        404,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  it('names its XSDs where the door is described', async () => {
    const open = (await (await asked(`/openapi.json`)).json()) as {
      paths: Record<
        string,
        { post: { requestBody: { content: Record<string, { schema: { externalDocs: { url: string } } }> } } }
      >;
    };
    expect(open.paths['/messages']!.post.requestBody.content['application/xml']!.schema.externalDocs.url).toBe(
      '/schemas/politie-aan-schakel.xsd',
    );
    expect(await (await asked(`/asyncapi.json`)).text()).toContain('/schemas/schakel-aan-politie.xsd');
  });

  it('keeps its memory over many hostile documents', async () => {
    const hostile = xml((text) => text.replace('<inhoud>', `<inhoud>${'<x/>'.repeat(49_000)}`));
    for (let n = 0; n < 5; n += 1) await send(hostile);
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 60; n += 1) expect((await send(hostile)).status).toBe(400);
    expect((process.memoryUsage().rss - before) / MIB).toBeLessThan(400);
    expect((await send(xml())).status).toBe(202);
  });

  it('wrote none of it into its log', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toMatch(new RegExp(`${CANARY}|\\b99990\\d{5}\\b`));
  });
});
