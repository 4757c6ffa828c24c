import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ArrivalsFollowed } from './follow-arrivals.js';

const KEPT = 700;

describe('what follows the arrivals', () => {
  let simulator: Server;
  let address: string;

  beforeEach(async () => {
    simulator = createServer((request, response) => {
      const query = new URL(request.url ?? '/', address).searchParams;
      const [after, limit] = [Number(query.get('after')), Number(query.get('limit'))];
      const numbers = Array.from({ length: KEPT }, (_, n) => n + 1).filter((n) => n > after);
      const deliveries = numbers.slice(0, limit).map((n) => ({
        ...{ n, id: `delivery-${n}`, endpoint: 'COA', unit: null, sequence: n, raw: '' },
        receivedAt: '2026-11-23T09:00:00.000Z',
      }));
      response.end(JSON.stringify({ deliveries }));
    });
    await new Promise<void>((listens) => simulator.listen(0, '127.0.0.1', listens));
    address = `http://127.0.0.1:${(simulator.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((closed) => void (simulator.closeAllConnections(), simulator.close(closed))));

  it('takes each of them once, also when two ask at the same time', async () => {
    const followed = new ArrivalsFollowed(address);
    await Promise.all([followed.catchUp(), followed.catchUp()]);
    expect(followed.all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: KEPT }, (_, n) => n + 1));
  });

  it('goes on after a look that failed', async () => {
    const followed = new ArrivalsFollowed(address);
    const [wasOpen] = simulator.listeners('request') as ((...args: unknown[]) => void)[];
    simulator.removeAllListeners('request').once('request', (request) => request.socket.destroy());
    await expect(followed.catchUp()).rejects.toThrow();
    simulator.on('request', wasOpen!);
    await followed.catchUp();
    expect(followed.all).toHaveLength(KEPT);
  });
});
