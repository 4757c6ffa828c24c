import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routerHolds } from './router-holds.js';

const METRICS = `# TYPE schakel_router_rule_set_info gauge
schakel_router_rule_set_info{id="2026-11-01",hash="aa"} 1
schakel_router_rule_set_info{id="2027-01-01",hash="bb"} 1
`;

describe('asking a router for its rule sets', () => {
  let server: Server;
  let address: string;

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      response.statusCode = url === '/metrics' ? 200 : 500;
      response.end(METRICS);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => void server.close());

  it('goes by name and content', async () => {
    expect(await routerHolds(address, { id: '2027-01-01', hash: 'bb' })).toBe(true);
    expect(await routerHolds(address, { id: '2027-01-01', hash: 'aa' })).toBe(false);
    expect(await routerHolds(address, { id: '2028-01-01', hash: 'cc' })).toBe(false);
  });

  it('says so when the router does not answer as it should', async () => {
    await expect(routerHolds(`${address}/elsewhere`, { id: 'x', hash: 'y' })).rejects.toThrow('does not answer');
  });
});
