import { PortLease } from '#lib/local-cluster';
import type { HubConfig } from '#lib/platform';

export interface HubPorts {
  /** As the apps read them. */
  readonly env: Readonly<Record<string, string>>;
  release(): void;
}

/** How many in a row: the host of the adapters has one door each after it; others have a port of the operators beside their own. */
const ROWS = { router: 1, ledger: 1, registry: 1, adapters: 20, simulator: 2, identity: 2, console: 2 } as const;

/** The ports of one hub's apps, its own for as long as it runs, so that two hubs on one machine never meet. */
export async function leaseHubPorts(preferred: HubConfig['ports']): Promise<HubPorts> {
  const leases: PortLease[] = [];
  const release = () => leases.forEach((lease) => lease.release());
  const env: Record<string, string> = {};
  try {
    for (const [app, count] of Object.entries(ROWS)) {
      const lease = await PortLease.take(preferred[app as keyof typeof ROWS], count);
      leases.push(lease);
      env[`SCHAKEL_PORT_${app.toUpperCase()}`] = String(lease.first);
    }
  } catch (error) {
    release();
    throw error;
  }
  return { env, release };
}
