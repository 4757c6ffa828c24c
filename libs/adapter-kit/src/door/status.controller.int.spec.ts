import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import type { Party } from '#lib/domain';
import { memoryRuntime, testContracts, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { fetchCall } from '../conformance/fetch-call.js';
import type { Call } from '../conformance/agency-system.js';
import { genericDefinition } from '../definition/generic-definition.js';
import { startAdapter, type RunningAdapter } from '../host/start-adapter.js';
import { AdapterModule } from '../runtime/adapter.module.js';
import { WATCHES_PER_CLIENT } from '../status/status-watch.js';

const IND = { endpoint: 'IND', unit: null } as const;
const ROTTERDAM = { endpoint: 'GEM', unit: '0599' } as const;

describe('the status of a message', () => {
  let runtime: MemoryRuntime;
  let running: RunningAdapter;
  let call: Call;
  const random = seededRandom(3);

  beforeAll(async () => {
    runtime = await memoryRuntime();
    const { definition, manifest } = genericDefinition(testContracts(), 'door', ['IND', 'GEM']);
    const module = AdapterModule.of(definition, () => manifest);
    running = await startAdapter(module, runtime, '127.0.0.1', 0);
    call = fetchCall(running.url, (party) => runtime.credentials(party, 'door'));
  });
  afterAll(async () => {
    await running.close();
    await runtime.log.close();
  });

  const submitted = async (): Promise<string> => {
    const body = JSON.stringify(sampleEvent(testContracts(), 'M02', IND, random));
    const headers = { 'content-type': 'application/cloudevents+json' };
    const answer = await call({ method: 'POST', path: '/v1/messages', headers, body, as: IND });
    return (answer.body as { messageId: string }).messageId;
  };
  const reject = (messageId: string): Promise<boolean> =>
    runtime.memory
      .asDatabase()
      .submissions.recordOutcome(messageId, { outcome: 'REJECTED', reason: 'VAL-09', warnings: [] });
  const statusOf = (id: string, headers: Record<string, string> = {}, as: Party = IND) =>
    call({ path: `/v1/messages/${id}`, headers, as });
  const stream = (id: string, headers: Record<string, string> = {}, party = 'IND'): Promise<Response> => {
    const own = runtime.credentials(party, 'door');
    return own.fetch(`${running.url}/v1/messages/${id}/events`, { headers: { ...own.headers, ...headers } });
  };

  /** On a connection of its own, which ends with it. */
  const followedByHttp = (id: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { headers } = runtime.credentials('IND', 'door');
      const { certificate: cert, key } = runtime.trust.client(testContracts().partners.byId('ind')!.oin);
      const options = { headers, agent: false as const, ca: runtime.trust.ca, cert, key };
      get(`${running.url}/v1/messages/${id}/events`, options, (response) => {
        if (response.statusCode === 429) response.resume();
        resolve(response);
      }).on('error', reject);
    });

  it('is asked again at no cost with the tag of what is known', async () => {
    const id = await submitted();
    const { status, headers } = await statusOf(id);
    const tag = headers.get('etag') ?? '';
    expect([status, tag]).toEqual([200, expect.stringMatching(/^"[0-9a-f]{32}"$/)]);
    const again = await statusOf(id, { 'if-none-match': tag });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
    await reject(id);
    expect((await statusOf(id, { 'if-none-match': tag })).status).toBe(200);
  });

  it('is told when it changes, to whoever waits for that', async () => {
    const id = await submitted();
    const waiting = statusOf(id, { prefer: 'wait=30' });
    await reject(id);
    const { status, headers, body } = await waiting;
    expect([status, headers.get('preference-applied')]).toEqual([200, 'wait=30']);
    expect(body).toMatchObject({ status: 'REJECTED', reason: 'VAL-09' });
  });

  it('is told at once when nothing more is to come, however long one would wait', async () => {
    const id = await submitted();
    await reject(id);
    expect((await statusOf(id, { prefer: 'wait=30' })).body).toMatchObject({ status: 'REJECTED' });
  });

  it('comes as a stream of its changes, which ends with the last', async () => {
    const id = await submitted();
    const response = await stream(id);
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ]);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('ACCEPTED')) text += (await reader.read()).value ?? '';
    await reject(id);
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
    const events = text.split('\n\n').filter((event) => event.startsWith('event: status'));
    const told = events.map((event) => JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}') as { status: string });
    expect(told.map(({ status }) => status)).toEqual(['ACCEPTED', 'REJECTED']);
    // No more than the plain question tells, and the ids are its tags.
    const plain = await statusOf(id);
    expect([told[1], /^id: (.*)$/m.exec(events[1] ?? '')?.[1]]).toEqual([
      plain.body,
      plain.headers.get('etag')?.replaceAll('"', ''),
    ]);
    const resumed = await stream(id, { 'last-event-id': plain.headers.get('etag')?.replaceAll('"', '') ?? '' });
    expect(await resumed.text()).toBe('retry: 3000\n\n');
  });

  it('is nobody else’s, whichever way it is asked for', async () => {
    const id = await submitted();
    const unknown = '00000000-0000-8000-8000-000000000000';
    const [other, none] = [
      await statusOf(id, { prefer: 'wait=30' }, ROTTERDAM),
      await statusOf(unknown, {}, ROTTERDAM),
    ];
    expect([other.status, other.body]).toEqual([404, none.body]);
    const [followed, nothing] = [await stream(id, {}, 'GEM:0599'), await stream(unknown, {}, 'GEM:0599')];
    expect([followed.status, await followed.json()]).toEqual([404, await nothing.json()]);
    expect((await call({ path: `/v1/messages/${id}/events`, as: null })).status).toBe(401);
  });

  it('is followed so many times at once and no more; those that hang up make room', async () => {
    const id = await submitted();
    const open = await Promise.all(Array.from({ length: WATCHES_PER_CLIENT }, () => followedByHttp(id)));
    expect(new Set(open.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const { status, headers } = await call({ path: `/v1/messages/${id}/events`, as: IND });
    expect([status, headers.get('retry-after')]).toEqual([429, '1']);
    expect((await statusOf(id)).status).toBe(200);
    for (const one of open) one.destroy();
    let again = await followedByHttp(id);
    while (again.statusCode === 429) again = await followedByHttp(id);
    expect(again.statusCode).toBe(200);
    again.destroy();
  });

  it('that is being followed does not keep the adapter from stopping', async () => {
    const other = await memoryRuntime();
    const { definition, manifest } = genericDefinition(testContracts(), 'other', ['IND', 'BMA']);
    const door = await startAdapter(
      AdapterModule.of(definition, () => manifest),
      other,
      '127.0.0.1',
      0,
    );
    const send = fetchCall(door.url, (party) => other.credentials(party, 'other'));
    const body = JSON.stringify(sampleEvent(testContracts(), 'M02', IND, random));
    const headers = { 'content-type': 'application/cloudevents+json' };
    const { body: receipt } = await send({ method: 'POST', path: '/v1/messages', headers, body, as: IND });
    const path = `${door.url}/v1/messages/${(receipt as { messageId: string }).messageId}/events`;
    const own = other.credentials('IND', 'other');
    const following = await own.fetch(path, { headers: own.headers });
    const ended = following.text();
    await door.close();
    expect(await ended).toContain('ACCEPTED');
    await other.log.close();
  });
});
