import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PortLease } from './port-lease.js';

describe('a lease of ports', () => {
  const leases: PortLease[] = [];
  const servers: Server[] = [];

  afterEach(() => {
    for (const lease of leases.splice(0)) lease.release();
    for (const server of servers.splice(0)) server.close();
  });

  const take = async (preferred: number, count = 1): Promise<PortLease> => {
    const lease = await PortLease.take(preferred, count);
    leases.push(lease);
    return lease;
  };

  const listen = async (port: number): Promise<void> => {
    const server = createServer().listen(port, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
  };

  it('holds the preferred port, on which its holder may then listen', async () => {
    const any = await take(0);
    any.release();
    leases.pop();
    const { first } = await take(any.first);
    expect(first).toBe(any.first);
    await expect(listen(first)).resolves.toBeUndefined();
  });

  it('gives two that ask at once ports of their own, though nobody listens on them yet', async () => {
    const begin = (await take(0, 5)).first;
    const rows = await Promise.all([take(begin, 5), take(begin, 5), take(begin + 4, 5)]);
    const ports = [begin, ...rows.map(({ first }) => first)].flatMap((first) => [0, 1, 2, 3, 4].map((n) => first + n));
    expect(new Set(ports).size).toBe(20);
  });

  it('takes other ports where somebody listens on one of the row', async () => {
    const row = await take(0, 3);
    await listen(row.first + 2);
    row.release();
    leases.pop();
    expect((await take(row.first, 3)).first).not.toBe(row.first);
  });

  it('gives the ports back when it ends', async () => {
    const { first } = await take(0, 4);
    leases.pop()?.release();
    expect((await take(first, 4)).first).toBe(first);
  });
});
