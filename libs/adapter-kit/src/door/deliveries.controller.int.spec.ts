import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import type { MessageCode, Party } from '#lib/domain';
import { memoryRuntime, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { routerRecord } from '../conformance/router-record.js';
import { genericDefinition } from '../definition/generic-definition.js';
import { startAdapter, type RunningAdapter } from '../host/start-adapter.js';
import type { AdapterManifest } from '../manifest/adapter-manifest.js';
import { AdapterModule } from '../runtime/adapter.module.js';

const [UTRECHT, GRONINGEN] = ['0344', '0014'].map((unit): Party => ({ endpoint: 'GEM', unit })) as [Party, Party];
const ROTTERDAM: Party = { endpoint: 'GEM', unit: '0599' };

/** Municipalities of which only Rotterdam is called. */
describe('deliveries that are fetched', () => {
  let runtime: MemoryRuntime;
  let running: RunningAdapter;
  let offset = 0;

  beforeEach(async () => {
    runtime = await memoryRuntime();
    const { definition, manifest } = genericDefinition(runtime.contracts, 'gem-adapter', ['GEM']);
    const [gem] = manifest.endpoints;
    const endpoints = [{ ...gem!, transport: 'pull' as const, unitTransports: { '0599': 'push' as const } }];
    const mixed: AdapterManifest = { ...manifest, endpoints };
    running = await startAdapter(
      AdapterModule.of(definition, () => mixed),
      runtime,
      '127.0.0.1',
      0,
    );
  });
  afterEach(async () => {
    await running.close();
    await runtime.log.close();
  });

  const give = async (party: Party, code: MessageCode = 'M02'): Promise<string> => {
    const content = runtime.contracts.sample(code, seededRandom((offset += 1)), { vNumber: '9999000001' });
    const record = routerRecord(runtime.contracts, runtime.topics, code, party, content, offset);
    await runtime.log.publish([record]);
    const id = record.headers['ce_id'] ?? '';
    while (!runtime.memory.rows.has(id)) await new Promise((resolve) => setImmediate(resolve));
    return id;
  };
  const nameOf = ({ unit }: Party): string => `GEM:${unit}`;
  const fetchPage = async (party: Party, query = ''): Promise<{ status: number; ids: string[]; body: never }> => {
    const own = runtime.credentials(nameOf(party), 'gem-adapter');
    const response = await own.fetch(`${running.url}/v1/deliveries${query}`, { headers: own.headers });
    const body = (await response.json()) as { deliveries?: { deliveryId: string }[] };
    const ids = (body.deliveries ?? []).map(({ deliveryId }) => deliveryId);
    return { status: response.status, ids, body: body as never };
  };
  const acknowledge = async (party: Party, body: unknown, type = 'application/json'): Promise<[number, unknown]> => {
    const own = runtime.credentials(nameOf(party), 'gem-adapter');
    const response = await own.fetch(`${running.url}/v1/deliveries/acknowledgements`, {
      method: 'POST',
      headers: { ...own.headers, 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };
  const received = (...ids: string[]) => ({
    acknowledgements: ids.map((deliveryId) => ({ deliveryId, outcome: 'received' })),
  });

  it('wait for their recipient, a page at a time, until it has acknowledged them', async () => {
    const ids = [await give(UTRECHT), await give(UTRECHT), await give(UTRECHT)];
    expect((await fetchPage(UTRECHT, '?limit=2')).ids).toEqual(ids.slice(0, 2));
    expect(await acknowledge(UTRECHT, received(...ids.slice(0, 2)))).toEqual([
      200,
      { results: ids.slice(0, 2).map((deliveryId) => ({ deliveryId, status: 'acknowledged' })) },
    ]);
    const page = await fetchPage(UTRECHT);
    expect([page.status, page.ids]).toEqual([200, ids.slice(2)]);
    expect(page.body).toMatchObject({
      waiting: 1,
      deliveries: [{ sequence: 3, caseSequence: 3, previousCaseSequence: 2 }],
    });
    expect(runtime.transport.attempts).toEqual([]);
  });

  it('are nobody else’s: another’s queue is empty, and another’s delivery looks like one that is not there', async () => {
    const id = await give(UTRECHT);
    expect((await fetchPage(UTRECHT)).ids).toEqual([id]);
    expect((await fetchPage(GRONINGEN)).body).toEqual({ deliveries: [], waiting: 0 });
    const unknown = '00000000-0000-8000-8000-000000000000';
    expect(await acknowledge(GRONINGEN, received(id, unknown))).toEqual([
      200,
      { results: [id, unknown].map((deliveryId) => ({ deliveryId, status: 'unknown' })) },
    ]);
    const nobody = runtime.credentials(null, 'gem-adapter');
    expect((await nobody.fetch(`${running.url}/v1/deliveries`)).status).toBe(401);
  });

  it('go to who is called all the same, and never to both', async () => {
    const id = await give(ROTTERDAM);
    while (runtime.memory.rows.get(id)?.state !== 'DELIVERED') await new Promise((resolve) => setImmediate(resolve));
    expect(runtime.transport.attempts.map(({ deliveryId }) => deliveryId)).toEqual([id]);
    expect((await fetchPage(ROTTERDAM)).body).toEqual({ deliveries: [], waiting: 0 });
  });

  it('come as soon as they are there to a request that waits', async () => {
    const waiting = fetchPage(UTRECHT, '?waitMs=20000');
    const id = await give(UTRECHT);
    expect((await waiting).ids).toEqual([id]);
  });

  it('let a request that waits go when the adapter stops', async () => {
    const { queue } = runtime.database;
    const look = queue.waiting.bind(queue);
    const looked = new Promise<void>((resolve) => {
      queue.waiting = (...asked) => {
        resolve();
        return look(...asked);
      };
    });
    const waiting = fetchPage(UTRECHT, '?waitMs=20000');
    await looked;
    await running.close();
    expect(await waiting.then(({ ids }) => ids)).toEqual([]);
  });

  it('are not given for a question in another form', async () => {
    for (const query of ['?limit=0', '?limit=101', '?limit=x', '?limit=1&limit=2', '?waitMs=-1', '?waitMs=20001']) {
      const { status, body } = await fetchPage(UTRECHT, query);
      expect([query, status, body]).toEqual([query, 400, expect.objectContaining({ code: 'invalid-query' })]);
    }
  });

  it('are not acknowledged in another form, and all errors are told without a value', async () => {
    const [status, body] = await acknowledge(UTRECHT, {
      acknowledgements: [
        { deliveryId: 'CANARY', outcome: 'eaten', reasonCode: 'CANARY' },
        {
          deliveryId: '00000000-0000-8000-8000-000000000000',
          outcome: 'received',
          reasonCode: 'other',
          note: 'CANARY',
        },
        'CANARY',
      ],
    });
    expect([status, JSON.stringify(body).includes('CANARY')]).toEqual([400, false]);
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '/acknowledgements/0/deliveryId',
      '/acknowledgements/0/outcome',
      '/acknowledgements/0/reasonCode',
      '/acknowledgements/1',
      '/acknowledgements/1/reasonCode',
      '/acknowledgements/2',
    ]);
    for (const wrong of ['', '{', '[]', '{}', '{"acknowledgements":[]}', '{"acknowledgements":{}}'])
      expect([wrong, (await acknowledge(UTRECHT, wrong))[0]]).toEqual([wrong, 400]);
    expect((await acknowledge(UTRECHT, received('x'), 'text/plain'))[0]).toBe(415);
  });

  it('are not lost while the database does not answer', async () => {
    const id = await give(UTRECHT);
    runtime.memory.down = true;
    expect((await fetchPage(UTRECHT)).status).toBe(503);
    expect((await acknowledge(UTRECHT, received(id)))[0]).toBe(503);
    runtime.memory.down = false;
    expect((await fetchPage(UTRECHT)).ids).toEqual([id]);
  });
});
