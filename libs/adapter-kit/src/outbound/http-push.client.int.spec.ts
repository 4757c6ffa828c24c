import type http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { peerOf, serverTls, TestTrust, type ClientTls, type Credential } from '#lib/trust';
import { HttpPush } from './http-push.client.js';
import type { PushAnswer } from './push-answer.js';
import type { PushTarget } from './push-targets.js';
import type { OutgoingDelivery } from './transport.port.js';

const DELIVERY: OutgoingDelivery = {
  recipient: { endpoint: 'COA', unit: null },
  deliveryId: 'd1',
  caseKey: 'c1',
  contentType: 'application/cloudevents+json; charset=utf-8',
  body: Buffer.from('{"id":"d1"}'),
  caseSequence: 4,
  unitSequence: 9,
};
const NEVER = new AbortController().signal;
const HUB = '00000099000000000000';

describe('HttpPush', () => {
  let trust: TestTrust;
  let server: https.Server;
  let answer: http.RequestListener;
  let push: HttpPush;
  beforeAll(async () => {
    trust = await TestTrust.create([HUB], () => Date.now());
  });

  const hubTls = (): ClientTls => {
    const { certificate, key } = trust.client(HUB);
    return { ca: trust.ca, cert: certificate, key };
  };
  const target = (changes: Partial<PushTarget> = {}): PushTarget => ({
    url: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/inbox`),
    key: 'k',
    ca: null,
    network: { privateRanges: ['127.0.0.0/8'] },
    ...changes,
  });
  const listen = async (options: https.ServerOptions): Promise<void> => {
    server = https.createServer(options, (request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  };
  const end = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  /** In place of the good server one that shows this certificate. */
  const listenAs = async ({ certificate, key }: Credential, more: https.ServerOptions = {}): Promise<void> => {
    await end();
    await listen({ cert: certificate, key, ...more });
  };

  beforeEach(async () => {
    await listen({ ...serverTls(trust.serverMaterial()), rejectUnauthorized: true });
    answer = (_request, response) => response.writeHead(204).end();
    push = new HttpPush({ targetOf: () => target() }, hubTls(), 60_000);
  });
  afterEach(async () => {
    push.close();
    await end();
  });

  /** What becomes of a push to a server that was asked and gave no answer in time; was it not even asked, the machine was too busy. */
  const unanswered = async (silent: http.RequestListener): Promise<PushAnswer> => {
    const hasty = new HttpPush({ targetOf: () => target() }, hubTls(), 300);
    for (;;) {
      let asked = false;
      answer = (request, response) => {
        asked = true;
        silent(request, response);
      };
      const given = await hasty.deliver(DELIVERY, NEVER);
      if (!asked) continue;
      hasty.close();
      return given;
    }
  };

  it('sends the body with the key and the numbers, and shows the hub’s certificate', async () => {
    let seen: http.IncomingMessage | null = null;
    let caller: string | undefined;
    let body = '';
    answer = (request, response) => {
      seen = request;
      caller = peerOf(request.socket)?.oin;
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.writeHead(204).end());
    };
    expect(await push.deliver(DELIVERY, NEVER)).toEqual({ kind: 'delivered' });
    expect([body, seen!.method, seen!.url, caller]).toEqual(['{"id":"d1"}', 'POST', '/inbox', HUB]);
    expect((seen!.socket as TLSSocket).getProtocol()).toBe('TLSv1.3');
    expect(seen!.headers).toMatchObject({
      authorization: 'Bearer k',
      'content-type': DELIVERY.contentType,
      'schakel-sequence': '4',
      'schakel-previous-sequence': '3',
      'schakel-unit-sequence': '9',
    });
  });

  it.each([301, 302, 303, 307, 308])(
    '54, 58: follows no redirect %s, and shows nobody else its key',
    async (status) => {
      let asked = 0;
      answer = (_request, response) => {
        asked += 1;
        response.writeHead(status, { location: `${target().url.href}/elsewhere` }).end();
      };
      expect(await push.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'endpoint', reason: `http-${status}` });
      expect(asked).toBe(1);
    },
  );

  describe('57: shows nothing to a server', () => {
    const refused = async (reason: string | RegExp, changes: Partial<PushTarget> = {}): Promise<void> => {
      let asked = 0;
      answer = (_request, response) => {
        asked += 1;
        response.writeHead(204).end();
      };
      const other = new HttpPush({ targetOf: () => target(changes) }, hubTls());
      expect(await other.deliver(DELIVERY, NEVER)).toEqual({
        kind: 'failed',
        failure: 'endpoint',
        reason: expect.stringMatching(reason),
        retryAfterMs: null,
      });
      expect(asked).toBe(0);
      other.close();
    };
    const serverOf = (hosts: readonly string[]) => ({ use: 'server', commonName: 's', hosts }) as const;

    it('with the certificate of another authority', async () => {
      const stranger = await TestTrust.create([], () => Date.now());
      await listenAs(await stranger.issue(serverOf(['127.0.0.1'])));
      await refused(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET/);
    });

    it('with the certificate of another host', async () => {
      await listenAs(await trust.issue(serverOf(['agency.example'])));
      await refused('ERR_TLS_CERT_ALTNAME_INVALID');
    });

    it('with a certificate that has run out, or does not count yet', async () => {
      const past = { from: new Date('2020-01-01'), until: new Date('2021-01-01') };
      await listenAs(await trust.issue(serverOf(['127.0.0.1']), past));
      await refused('CERT_HAS_EXPIRED');
      const coming = { from: new Date('2090-01-01'), until: new Date('2091-01-01') };
      await listenAs(await trust.issue(serverOf(['127.0.0.1']), coming));
      await refused('CERT_NOT_YET_VALID');
    });

    it('with a certificate that is for clients', async () => {
      await listenAs(await trust.issue({ use: 'client', commonName: 's', hosts: ['127.0.0.1'] }));
      await refused('INVALID_PURPOSE');
    });

    it('that speaks TLS 1.1 at most, or only a cipher without forward secrecy', async () => {
      const good = await trust.issue(serverOf(['127.0.0.1']));
      await listenAs(good, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
      await refused(/^E/);
      await listenAs(good, { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' });
      await refused(/^E/);
    });

    it('whose authority is not the one that the operator named for it', async () => {
      const other = await TestTrust.create([], () => Date.now());
      await refused(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET/, { ca: other.ca });
    });

    it('53: that lies where its name must not lead', async () => {
      const url = new URL(`https://localhost:${target().url.port}/inbox`);
      await refused('address-refused', { url, network: { privateRanges: [] } });
    });
  });

  it('knows not whether it was taken when no answer comes in time, or the connection is cut', async () => {
    expect(await unanswered(() => undefined)).toMatchObject({ failure: 'unknown', reason: 'deadline' });
    answer = (request) => {
      request.resume().on('end', () => request.socket.destroy());
    };
    expect(await push.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'unknown', reason: 'ECONNRESET' });
  });

  it('counts a recipient that does not listen as unreachable', async () => {
    const gone = target();
    await end();
    const other = new HttpPush({ targetOf: () => gone }, hubTls());
    expect(await other.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'endpoint', reason: 'ECONNREFUSED' });
    await listen({});
  });

  it('55: reads no endless answer, and waits for none that drips', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    };
    expect(await push.deliver(DELIVERY, NEVER)).toEqual({ kind: 'delivered' });
    answer = (request) => {
      request.socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`);
    };
    expect(await push.deliver(DELIVERY, NEVER)).toMatchObject({ kind: 'failed', failure: 'unknown' });
    const drips = ({ socket }: http.IncomingMessage): void => {
      const drip = setInterval(() => socket.write('H'), 20);
      socket.once('close', () => clearInterval(drip));
    };
    expect(await unanswered(drips)).toMatchObject({ kind: 'failed', failure: 'unknown' });
  });

  it('ends at once when the work is to stop', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const running = push.deliver(DELIVERY, stop.signal);
    stop.abort();
    expect(await running).toMatchObject({ kind: 'failed' });
  });

  it('waits for an operator to say where to', async () => {
    const nowhere = new HttpPush({ targetOf: () => null }, hubTls());
    expect(await nowhere.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'endpoint', reason: 'no-address' });
  });
});
