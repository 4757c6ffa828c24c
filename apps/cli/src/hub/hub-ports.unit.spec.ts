import { describe, expect, it } from '@jest/globals';
import { leaseHubPorts } from './hub-ports.js';

const ANY = { router: 0, ledger: 0, registry: 0, adapters: 0, simulator: 0, identity: 0, console: 0 };

describe('the ports of a hub', () => {
  it('are never those of another hub that starts at the same moment and prefers the same', async () => {
    const first = await leaseHubPorts(ANY);
    const preferred = Object.fromEntries(Object.keys(ANY).map((app) => [app, portOf(first, app)])) as typeof ANY;
    first.release();
    const hubs = await Promise.all([leaseHubPorts(preferred), leaseHubPorts(preferred), leaseHubPorts(preferred)]);
    const rows = hubs.flatMap((hub) => [
      ...row(portOf(hub, 'adapters'), 20),
      ...['simulator', 'identity', 'console'].flatMap((app) => row(portOf(hub, app), 2)),
      ...['router', 'ledger', 'registry'].map((app) => portOf(hub, app)),
    ]);
    expect(new Set(rows).size).toBe(3 * 29);
    for (const hub of hubs) hub.release();
  });

  it('are the preferred ones where nobody has them', async () => {
    const first = await leaseHubPorts(ANY);
    first.release();
    const again = await leaseHubPorts({ ...ANY, adapters: portOf(first, 'adapters') });
    expect(portOf(again, 'adapters')).toBe(portOf(first, 'adapters'));
    again.release();
  });
});

function portOf({ env }: { readonly env: Readonly<Record<string, string>> }, app: string): number {
  return Number(env[`SCHAKEL_PORT_${app.toUpperCase()}`]);
}

function row(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, n) => first + n);
}
