import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpPush } from './http-push.client.js';
import type { OutgoingDelivery } from './transport.port.js';

const DELIVERY: OutgoingDelivery = {
  recipient: { endpoint: 'COA', unit: null },
  deliveryId: 'd1',
  contentType: 'application/cloudevents+json; charset=utf-8',
  body: Buffer.from('{"id":"d1"}'),
  caseSequence: 4,
  unitSequence: 9,
};
const NEVER = new AbortController().signal;

describe('HttpPush', () => {
  let server: http.Server;
  let answer: http.RequestListener;
  let push: HttpPush;

  beforeEach(async () => {
    server = http.createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    push = new HttpPush({ targetOf: () => ({ url: new URL(`http://127.0.0.1:${port}/inbox`), key: 'k' }) }, 300);
  });
  afterEach(async () => {
    push.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('sends the body with the key and the numbers', async () => {
    let seen: http.IncomingMessage | null = null;
    let body = '';
    answer = (request, response) => {
      seen = request;
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.writeHead(204).end());
    };
    expect(await push.deliver(DELIVERY, NEVER)).toEqual({ kind: 'delivered' });
    expect([body, seen!.method, seen!.url]).toEqual(['{"id":"d1"}', 'POST', '/inbox']);
    expect(seen!.headers).toMatchObject({
      authorization: 'Bearer k',
      'content-type': DELIVERY.contentType,
      'schakel-sequence': '4',
      'schakel-previous-sequence': '3',
      'schakel-unit-sequence': '9',
    });
  });

  it('follows no redirect', async () => {
    let asked = 0;
    answer = (_request, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    };
    expect(await push.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'endpoint', reason: 'http-302' });
    expect(asked).toBe(1);
  });

  it('knows not whether it was taken when no answer comes in time, or the connection is cut', async () => {
    answer = () => undefined;
    expect(await push.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'unknown', reason: 'deadline' });
    answer = (request) => {
      request.resume().on('end', () => request.socket.destroy());
    };
    expect(await push.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'unknown', reason: 'ECONNRESET' });
  });

  it('counts a recipient that does not listen as unreachable', async () => {
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const other = new HttpPush({ targetOf: () => ({ url: new URL(`http://127.0.0.1:${port}/`), key: 'k' }) });
    expect(await other.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'endpoint', reason: 'ECONNREFUSED' });
    server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
  });

  it('reads no endless answer', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    };
    expect(await push.deliver(DELIVERY, NEVER)).toEqual({ kind: 'delivered' });
  });

  it('ends at once when the work is to stop', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const running = push.deliver(DELIVERY, stop.signal);
    stop.abort();
    expect(await running).toMatchObject({ kind: 'failed' });
  });

  it('waits for an operator to say where to', async () => {
    const nowhere = new HttpPush({ targetOf: () => null });
    expect(await nowhere.deliver(DELIVERY, NEVER)).toMatchObject({ failure: 'endpoint', reason: 'no-address' });
  });
});
