import https from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import { createLogger } from '#lib/platform';
import type { TlsRequest } from '#lib/trust';
import { memoryRuntime, testContracts, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { genericDefinition } from '../definition/generic-definition.js';
import { startAdapter, type RunningAdapter } from '../host/start-adapter.js';
import { AdapterModule } from '../runtime/adapter.module.js';

const IND = { endpoint: 'IND', unit: null } as const;
const CANARY = 'Canary-7f3a';

/** Numbers are those of the project's table of bad inputs. */
describe('a door, given bad input', () => {
  let runtime: MemoryRuntime;
  let running: RunningAdapter;
  const logged: string[] = [];

  beforeAll(async () => {
    const logger = createLogger('door', {
      level: 'debug',
      destination: { write: (line: string) => logged.push(line) },
    });
    runtime = await memoryRuntime({ logger });
    const { definition, manifest } = genericDefinition(testContracts(), 'door', ['IND', 'BMA', 'GEM']);
    running = await startAdapter(
      AdapterModule.of(definition, () => manifest),
      runtime,
      '127.0.0.1',
      0,
    );
  });
  afterAll(async () => {
    await running.close();
    await runtime.log.close();
  });

  const ask = (path: string, party = 'IND', init: TlsRequest = {}): Promise<Response> => {
    const { fetch, headers } = runtime.credentials(party, 'door');
    return fetch(`${running.url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
  };
  /** Without the tidying of addresses that `fetch` does. */
  const statusOf = (path: string, party: string | null, more: Record<string, string> = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(running.url);
      const { trust } = runtime;
      const { certificate: cert, key } = trust.client(testContracts().partners.byId('ind')!.oin);
      const own = party === null ? {} : { cert, key };
      const headers = { ...(party === null ? {} : runtime.credentials(party, 'door').headers), ...more };
      const options = { hostname, port, path, headers, ca: trust.ca, agent: false as const, ...own };
      const request = https.get(options, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', reject);
    });
  const event = (
    changes: Record<string, unknown> = {},
    data: Record<string, unknown> = {},
  ): Record<string, unknown> => ({
    ...sampleEvent(testContracts(), 'M02', IND, Math.random, data),
    ...changes,
  });
  const send = async (
    body: unknown,
    headers: Record<string, string> = {},
    party = 'IND',
  ): Promise<{
    status: number;
    headers: Headers;
    problem: { code?: string; errors?: { pointer: string; code: string }[] };
  }> => {
    const response = await ask('/v1/messages', party, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json', ...headers },
      body: body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, problem: (await response.json()) as object };
  };
  const inLog = (): number =>
    runtime.log.broker.topics.get(runtime.topics.messages)!.reduce((sum, { records }) => sum + records.length, 0);

  it('1: refuses a body one byte over 1 MiB before reading it, and takes one of exactly 1 MiB', async () => {
    const limit = 1024 * 1024;
    const text = JSON.stringify(event());
    expect((await send(text + ' '.repeat(limit - Buffer.byteLength(text)))).status).toBe(202);
    expect((await send(text + ' '.repeat(limit + 1 - Buffer.byteLength(text)))).status).toBe(413);
  });

  it.each([
    'text/plain',
    'application/json',
    'application/cloudevents+json; charset=utf-16',
    'application/cloudevents+json garbage',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ])('3, 15: refuses the media type %s', async (type) => {
    expect((await send(event(), { 'content-type': type })).status).toBe(415);
  });

  it('4: refuses compressed bodies', async () => {
    expect((await send(event(), { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it.each([
    ['5: a hundred thousand levels', '['.repeat(100_000)],
    ['6: two hundred thousand items', `[${'1,'.repeat(200_000)}1]`],
    ['7: __proto__', '{"data":{"__proto__":{"isAdmin":true}}}'],
    ['7: constructor', '{"data":{"person":{"constructor":{"prototype":{}}}}}'],
    ['8: a trailing comma', '{"specversion":"1.0",}'],
    ['8: NaN', '{"a":NaN}'],
    ['8: a comment', '{/* */}'],
    ['8: two documents', '{} {}'],
    ['8: a byte order mark', '\ufeff{}'],
    ['9: NUL', '{"a":"\\u0000"}'],
    ['9: half a surrogate pair', '{"a":"\\ud800"}'],
    ['a repeated member', '{"specversion":"1.0","specversion":"1.0"}'],
  ])('%s is a 400', async (_title, body) => {
    expect((await send(body)).status).toBe(400);
  });

  it('9: refuses bytes that are not UTF-8', async () => {
    expect((await send(Uint8Array.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]))).status).toBe(400);
  });

  it('11: is not slowed down by a text made to be', async () => {
    const begun = process.cpuUsage();
    const hostile = `${'a'.repeat(50_000)}!`;
    await send(event({ id: hostile, caseref: hostile, legalbasis: hostile, withhold: hostile, type: hostile }));
    // CPU and not wall clock: how busy the machine is says nothing about the door.
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2000);
  });

  it.each(['2026-02-30T00:00:00Z', '2026-03-02T24:00:00Z', '2026-03-02T09:00:00', '9999-01-01T00:00:00Z'])(
    '13: refuses the time %s',
    async (time) => {
      const { status, problem } = await send(event({ time }));
      expect([status, problem.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/time']]);
    },
  );

  it('refuses a fact that lies more than five minutes ahead', async () => {
    expect((await send(event({ time: '2026-03-02T09:05:01Z' }))).status).toBe(400);
    expect((await send(event({ time: '2026-03-02T09:05:00Z' }))).status).toBe(202);
  });

  it.each(['routedTo', 'classification', 'messageId', 'generation', 'acceptedat'])(
    '14: refuses the attribute %s, which is the hub’s',
    async (name) => expect((await send(event({ [name]: 'x' }))).status).toBe(400),
  );

  it('16: knows no other methods on its resource, and no override', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await ask('/v1/messages', 'IND', { method });
      expect([method, response.status, response.headers.get('content-type')]).toEqual([
        method,
        405,
        'application/problem+json; charset=utf-8',
      ]);
    }
    const response = await ask('/v1/messages/x', 'IND', { headers: { 'x-http-method-override': 'DELETE' } });
    expect(response.status).toBe(404);
  });

  it('17: answers strange addresses with 400, 404 or 431', async () => {
    for (const path of [
      '//',
      '/v1//messages',
      '/v1/%2e%2e/x',
      '/v1/messages;x',
      '/v1/messages/',
      `/${'x'.repeat(9000)}`,
    ]) {
      expect([400, 404, 405, 414]).toContain(await statusOf(path, 'IND'));
      expect([400, 401, 414]).toContain(await statusOf(path, null));
    }
    expect([400, 431]).toContain(await statusOf('/v1/messages', 'IND', { 'x-long': 'x'.repeat(65_536) }));
  });

  it('18: slows down a client over its quota, and nobody else', async () => {
    const narrow = await memoryRuntime({ quota: { perSecond: 1, burst: 2 } });
    const { definition, manifest } = genericDefinition(testContracts(), 'narrow', ['IND', 'BMA', 'GEM']);
    const door = await startAdapter(
      AdapterModule.of(definition, () => manifest),
      narrow,
      '127.0.0.1',
      0,
    );
    const ask = (party: string): Promise<Response> => {
      const { fetch, headers } = narrow.credentials(party, 'narrow');
      return fetch(`${door.url}/v1/messages/x`, { headers });
    };
    const answers = [await ask('IND'), await ask('BMA'), await ask('IND')];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 429]);
    expect(answers[2]?.headers.get('retry-after')).toBe('1');
    expect((await ask('GEM:0599')).status).toBe(404);
    await door.close();
    await narrow.log.close();
  });

  it('66: keeps figures of other agencies from whoever reaches the door', async () => {
    const asked = (party: string | null): Promise<number[]> =>
      Promise.all(['/metrics', '/health/ready', '/admin'].map((path) => statusOf(path, party)));
    expect([await asked(null), await asked('IND')]).toEqual([Array(3).fill(401), Array(3).fill(404)]);
  });

  it('20: makes one message of a hundred simultaneous sendings', async () => {
    const before = inLog();
    const one = event();
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(one)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ problem }) => JSON.stringify(problem))).size).toBe(1);
    expect(inLog() - before).toBe(1);
  });

  it('20: refuses the second of two different messages under one id', async () => {
    const id = 'used-twice';
    expect((await send(event({ id }))).status).toBe(202);
    expect(await send(event({ id }))).toMatchObject({ status: 409, problem: { code: 'id-reused' } });
  });

  it('21: keeps the ids of two senders apart', async () => {
    const id = 'same-at-both';
    expect((await send(event({ id }))).status).toBe(202);
    const bma = { ...sampleEvent(testContracts(), 'M28', { endpoint: 'BMA', unit: null }, seededRandom(3)), id };
    expect((await send(bma, {}, 'BMA')).status).toBe(202);
  });

  it('30: refuses a source that is not the client’s, also one at the same door, and says no more', async () => {
    const asOther = await send(event(), {}, 'GEM:0599');
    const unknown = await send(event({ source: 'urn:nld:oin:00000099000099999000:systeem:x' }));
    expect([asOther.status, asOther.problem]).toEqual([403, unknown.problem]);
  });

  it('35: shows a message to its sender and to nobody else', async () => {
    const { problem: receipt } = await send(event());
    const { messageId } = receipt as unknown as { messageId: string };
    const read = (party: string): Promise<Response> => ask(`/v1/messages/${messageId}`, party);
    const own = await read('IND');
    expect([own.status, await own.json()]).toEqual([200, expect.objectContaining({ messageId, status: 'ACCEPTED' })]);
    const other = await read('GEM:0599');
    const none = await ask('/v1/messages/00000000-0000-8000-8000-000000000000', 'GEM:0599');
    expect([other.status, await other.json()]).toEqual([404, await none.json()]);
  });

  it('names all that is wrong, of the event and of its content, and repeats none of it', async () => {
    const before = inLog();
    const { status, problem } = await send(
      event({ urgency: 'U4', purpose: 'AVRR' }, { vNumber: `V${CANARY}`, [CANARY]: CANARY, effectiveFrom: CANARY }),
    );
    expect(status).toBe(400);
    expect(problem.errors!.length).toBeGreaterThanOrEqual(4);
    expect(problem.errors!.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/urgency', '/purpose', '/data/vNumber']),
    );
    expect(JSON.stringify(problem)).not.toContain(CANARY);
    expect(inLog()).toBe(before);
  });

  it('refuses a number of the person in an attribute', async () => {
    const { status, problem } = await send(event({ caseref: '9999000001' }, { vNumber: '9999000001' }));
    expect([status, problem.errors?.[0]?.pointer]).toEqual([400, '/caseref']);
  });

  it('answers an unknown type and a control statement of a non-owner', async () => {
    const type = 'nl.vreemdelingenketen.terugkeerzaken.nothing-known.v1';
    expect(await send(event({ type }))).toMatchObject({ status: 400, problem: { errors: [{ pointer: '/type' }] } });
    const statement = sampleEvent(testContracts(), 'H2', IND, seededRandom(5), { fact: 'COA_HOST' });
    expect((await send(statement)).status).toBe(403);
  });

  it('says 503 when the database or Kafka does not answer, and accepts the same message later under the same id', async () => {
    const one = event();
    runtime.memory.down = true;
    const refused = await send(one);
    runtime.memory.down = false;
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    runtime.log.broker.faults.beforePublish = () => {
      throw new Error('no broker');
    };
    expect((await send(one)).status).toBe(503);
    delete runtime.log.broker.faults.beforePublish;
    expect((await send(one)).status).toBe(202);
  });

  it('takes a story’s time only where the hub was started for development', async () => {
    const { problem } = await send(event(), { 'schakel-story-time': '2020-01-01T00:00:00Z' });
    expect(problem).toMatchObject({ acceptedAt: '2026-03-02T09:00:00.000Z' });
  });

  it('wrote none of it into its log', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toMatch(new RegExp(`${CANARY}|\\b99990\\d{5}\\b`));
  });
});
