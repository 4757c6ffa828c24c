import type http from 'node:http';
import https from 'node:https';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadAgencyFormats, writeEvent, type AgencyFormat } from '#lib/adapter-kit';
import { loadContracts } from '#lib/contracts';
import type { Endpoint } from '#lib/domain';
import { projectRoot, silentLogger } from '#lib/platform';
import {
  DEVELOPMENT_HUB_OIN,
  TestTrust,
  tlsFetch,
  type AgencyCredentials,
  type ClientTls,
  type TlsFetch,
} from '#lib/trust';
import { AgencyLanguages } from './languages/agency-languages.js';
import { startSimulator, type RunningSimulator } from './start-simulator.js';

const COA = '00000099000000004000';
const EVENT = {
  specversion: '1.0',
  datacontenttype: 'application/json',
  source: 'urn:nld:oin:00000099000000001000:systeem:sigma',
  type: 'nl.vreemdelingenketen.terugkeerzaken.detention-lifted.v1',
  time: '2026-03-02T09:00:00.000Z',
  subject: 'case',
  data: { vNumber: '9999000001', inDetention: false },
} as const;

const secrets = {
  pushKeys: () =>
    new Map([
      ['COA', 'coa-key'],
      ['GEM:0599', 'rotterdam-key'],
    ]),
};

describe('the partner simulator', () => {
  let folder: string;
  let simulator: RunningSimulator;
  let trust: TestTrust;
  let hub: TlsFetch;
  let formatOf: (endpoint: Endpoint) => AgencyFormat;
  const contracts = loadContracts({ root: projectRoot() });
  const { partners } = contracts;
  const tlsOf = (oin: string): ClientTls => {
    const { certificate, key } = trust.client(oin);
    return { ca: trust.ca, cert: certificate, key };
  };

  beforeAll(async () => {
    formatOf = await loadAgencyFormats();
    trust = await TestTrust.create([COA, DEVELOPMENT_HUB_OIN], () => Date.now());
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-simulator-'));
    hub = tlsFetch(tlsOf(DEVELOPMENT_HUB_OIN));
    const agency = tlsFetch(tlsOf(COA));
    const credentials = (partner: { readonly id: string }, adapter: string): Promise<AgencyCredentials> =>
      Promise.resolve({ fetch: agency, headers: { authorization: `Bearer token-of-${partner.id}-for-${adapter}` } });
    const tls = trust.serverMaterial();
    const languages = new AgencyLanguages(await loadAgencyFormats(), contracts);
    simulator = await startSimulator(
      { stateFolder: folder, secrets, partners, languages, wallet: { credentials }, tls },
      0,
      silentLogger,
    );
  });
  afterEach(async () => {
    hub.close();
    await simulator.close();
    rmSync(folder, { recursive: true });
  });

  const push = (
    id: string,
    place = 'COA/-',
    key = 'coa-key',
    { contentType = 'application/json', body = documentOf(place.split('/')[0] as Endpoint, id) } = {},
    call = hub,
  ): Promise<Response> =>
    call(`${simulator.inbox}/inbox/${place}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': contentType, 'schakel-sequence': '1' },
      body,
    });
  const documentOf = (endpoint: Endpoint, id: string): string => {
    const written = writeEvent(formatOf(endpoint), 'M19', { ...EVENT, id });
    return written.ok ? written.body.toString('utf8') : '';
  };
  const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; json: never }> => {
    const response = await fetch(`${simulator.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as never };
  };

  it('takes a delivery once, however often it comes, and counts the repeats', async () => {
    expect([(await push('d1')).status, (await push('d1')).status, (await push('d2')).status]).toEqual([200, 200, 200]);
    expect((await ask('GET', '/counts')).json).toEqual({ COA: { deliveries: 2, repeats: 1, refused: 0 } });
    expect((await ask('GET', '/deliveries?id=d1')).json).toMatchObject({
      deliveries: [
        { n: 1, id: 'd1', endpoint: 'COA', unit: null, times: 2, sequence: 1, event: { ...EVENT, id: 'd1' } },
      ],
      last: 2,
    });
  });

  it('takes nothing without the recipient’s own key', async () => {
    expect((await push('d1', 'COA/-', 'rotterdam-key')).status).toBe(401);
    expect((await push('d1', 'GEM/0344', 'rotterdam-key')).status).toBe(401);
    expect((await push('d1', 'GEM/0599', 'rotterdam-key')).status).toBe(200);
  });

  it('shows what came as the agency wrote it, beside what it says', async () => {
    await push('d1');
    await push('d2', 'GEM/0599', 'rotterdam-key');
    const held = (await ask('GET', '/deliveries')).json as { deliveries: { raw: string; contentType: string }[] };
    const [coa, gem] = held.deliveries.map(({ raw }) => JSON.parse(raw) as Record<string, Record<string, unknown>>);
    expect(coa).toMatchObject({ kenmerk: 'd1', berichtsoort: 'opheffingBewaring', inhoud: { inDetentie: false } });
    expect(gem).toMatchObject({ stuurgegevens: { referentienummer: 'd2' }, object: { inDetentie: 'N' } });
    expect(held.deliveries[0]?.contentType).toBe('application/json');
  });

  it.each([
    ['another media type', { contentType: 'application/cloudevents+json' }],
    ['words of another agency', { body: '{"header":{"messageRef":"d1"}}' }],
    ['no words at all', { body: '' }],
  ])('takes no delivery in %s', async (_title, wrong) => {
    expect((await push('d1', 'COA/-', 'coa-key', wrong)).status).toBe(400);
    expect((await ask('GET', '/counts')).json).toEqual({});
  });

  it('takes nothing without the hub’s own certificate, whatever the key', async () => {
    const another = tlsFetch(tlsOf(COA));
    const anonymous = tlsFetch({ ca: trust.ca });
    expect((await push('d1', 'COA/-', 'coa-key', {}, another)).status).toBe(401);
    await expect(push('d1', 'COA/-', 'coa-key', {}, anonymous)).rejects.toThrow();
    await expect(fetch(simulator.inbox.replace('https', 'http'))).rejects.toThrow();
    expect((await fetch(`${simulator.url}/inbox/COA/-`, { method: 'POST' })).status).toBe(404);
    another.close();
    anonymous.close();
  });

  it('lets a reader wait for what comes', async () => {
    const waiting = ask('GET', '/deliveries?endpoint=COA&after=0&waitMs=20000');
    await push('d1');
    expect((await waiting).json).toMatchObject({ deliveries: [{ id: 'd1' }] });
    expect((await ask('GET', '/deliveries?endpoint=COA&after=1&waitMs=10')).json).toEqual({ deliveries: [], last: 1 });
  });

  it('fails as it is told, for as long as it is told', async () => {
    expect((await ask('PUT', '/behaviour/COA', { mode: 'error', status: 503, retryAfterS: 2, times: 1 })).status).toBe(
      200,
    );
    const failed = await push('d1');
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await push('d1')).status).toBe(200);
    await ask('PUT', '/behaviour/COA', { mode: 'reject', status: 422 });
    expect((await push('d2')).status).toBe(422);
    await ask('PUT', '/behaviour/COA', { mode: 'down' });
    await expect(push('d2')).rejects.toThrow();
    expect((await ask('GET', '/counts')).json).toEqual({ COA: { deliveries: 1, repeats: 0, refused: 3 } });
    expect((await ask('PUT', '/behaviour/COA', { mode: 'angry' })).status).toBe(400);
  });

  it('loses the answer after the effect, when told', async () => {
    await ask('PUT', '/behaviour/COA', { mode: 'lose-answer', times: 1 });
    await expect(push('d1')).rejects.toThrow();
    expect(await (await push('d1')).json()).toEqual({ repeated: true });
  });

  it('sends with the agency’s own certificate and token, in its own words, at its own door', async () => {
    let seen: http.IncomingHttpHeaders = {};
    let document = '';
    const { cert, key, ca } = trust.serverMaterial();
    const door = https.createServer({ cert, key, ca, requestCert: true }, (request, response) => {
      seen = request.headers;
      document = '';
      request.on('data', (chunk: Buffer) => (document += chunk.toString('utf8')));
      request.on('end', () => {
        response.writeHead(202, { 'content-type': 'application/json' }).end('{"messageId":"m1"}');
      });
    });
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const { port } = door.address() as AddressInfo;
    writeFileSync(join(folder, 'adapters.json'), JSON.stringify({ COA: `https://127.0.0.1:${port}` }));
    const sent = await ask('POST', '/send', {
      endpoint: 'COA',
      event: { ...EVENT, id: 'e1' },
      storyTime: '2026-03-02T09:00:00Z',
    });
    const raw = documentOf('COA', 'e1');
    const contentType = 'application/json; charset=utf-8';
    expect(sent).toEqual({ status: 200, json: { status: 202, body: { messageId: 'm1' }, sent: { contentType, raw } } });
    expect(document).toBe(raw);
    expect(seen).toMatchObject({
      authorization: 'Bearer token-of-coa-for-coa-adapter',
      'content-type': 'application/json; charset=utf-8',
      'schakel-story-time': '2026-03-02T09:00:00Z',
    });
    await ask('POST', '/send', { endpoint: 'COA', raw: '<nonsense', contentType: 'text/plain' });
    expect([document, seen['content-type']]).toEqual(['<nonsense', 'text/plain']);
    expect((await ask('POST', '/send', { endpoint: 'COA', event: { type: 'unheard.of.v1' } })).status).toBe(400);
    door.closeAllConnections();
    await new Promise((resolve) => door.close(resolve));
    expect((await ask('POST', '/send', { endpoint: 'COA', event: EVENT })).status).toBe(503);
    expect((await ask('POST', '/send', { endpoint: 'GEM', unit: '9999', event: EVENT })).status).toBe(400);
  });

  describe('for an agency that fetches', () => {
    let door: https.Server;
    let asked: string[];
    let queue: string[];
    let held: http.ServerResponse[];
    let acknowledged: { readonly deliveryId: string }[];

    const pageOf = (ids: readonly string[]): string =>
      JSON.stringify({
        deliveries: ids.map((deliveryId, n) => ({
          deliveryId,
          caseSequence: n + 1,
          contentType: 'application/cloudevents+json',
          content: JSON.parse(documentOf('VWN', deliveryId)) as unknown,
        })),
      });
    const give = (...ids: string[]): void => {
      queue.push(...ids);
      for (const response of held.splice(0)) response.end(pageOf(queue));
    };
    beforeEach(async () => {
      [asked, queue, held, acknowledged] = [[], [], [], []];
      const { cert, key, ca } = trust.serverMaterial();
      door = https.createServer({ cert, key, ca, requestCert: true }, (request, response) => {
        asked.push(`${request.method} ${request.headers.authorization}`);
        response.setHeader('content-type', 'application/json');
        if (request.method === 'GET') {
          if (queue.length > 0) response.end(pageOf(queue));
          else held.push(response);
          return;
        }
        let body = '';
        request.on('data', (part: Buffer) => (body += part.toString()));
        request.on('end', () => {
          const given = JSON.parse(body) as { acknowledgements: typeof acknowledged };
          acknowledged.push(...given.acknowledgements);
          queue = queue.filter((id) => !acknowledged.some(({ deliveryId }) => deliveryId === id));
          response.end('{"results":[]}');
        });
      });
      await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
      const { port } = door.address() as AddressInfo;
      writeFileSync(join(folder, 'adapters.json'), JSON.stringify({ VWN: `https://127.0.0.1:${port}` }));
    });
    afterEach(async () => {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
    });
    const allAcknowledged = async (count: number): Promise<void> => {
      while (acknowledged.length < count) await new Promise((resolve) => setImmediate(resolve));
    };

    it('asks at its door with its own credentials, takes what waits and says so', async () => {
      give('d1', 'd2');
      await allAcknowledged(2);
      expect(acknowledged).toEqual(['d1', 'd2'].map((deliveryId) => ({ deliveryId, outcome: 'received' })));
      expect(new Set(asked)).toEqual(
        new Set(['GET', 'POST'].map((method) => `${method} Bearer token-of-vwn-for-vwn-adapter`)),
      );
      expect((await ask('GET', '/deliveries?endpoint=VWN')).json).toMatchObject({
        deliveries: [
          { id: 'd1', sequence: 1, event: { data: EVENT.data } },
          { id: 'd2', sequence: 2 },
        ],
      });
    });

    it('fails as it is told: takes nothing yet, keeps silent about what it took, or refuses', async () => {
      await ask('PUT', '/behaviour/VWN', { mode: 'error', times: 1 });
      give('d1', 'd2');
      await allAcknowledged(2);
      expect((await ask('GET', '/counts')).json).toEqual({ VWN: { deliveries: 2, repeats: 0, refused: 1 } });
      await ask('PUT', '/behaviour/VWN', { mode: 'lose-answer', times: 1 });
      give('d3');
      await allAcknowledged(3);
      expect((await ask('GET', '/counts')).json).toEqual({ VWN: { deliveries: 3, repeats: 1, refused: 2 } });
      await ask('PUT', '/behaviour/VWN', { mode: 'reject', times: 1 });
      give('d4');
      await allAcknowledged(4);
      expect(acknowledged[3]).toEqual({ deliveryId: 'd4', outcome: 'refused', reasonCode: 'other' });
    });
  });
});
