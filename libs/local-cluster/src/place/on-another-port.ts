import { LocalClusterError } from '../local-cluster-error.js';
import { PortLease } from './port-lease.js';

const ATTEMPTS = 3;

/** A server, and the ports that stay its own as long as the lease is held. */
export interface OnPorts<Server> {
  readonly server: Server;
  readonly lease: PortLease;
}

/**
 * Starts a server on so many ports in a row from its preferred one, and on any when some program that leases none took one between our look and
 * the server's own: that is a matter of seconds, in which other programs open connections.
 */
export async function onAnotherPort<Server>(
  preferred: number,
  count: number,
  start: (firstPort: number) => Promise<Server>,
): Promise<OnPorts<Server>> {
  for (let attempt = 1; ; attempt++) {
    const lease = await PortLease.take(attempt === 1 ? preferred : 0, count);
    try {
      return { server: await start(lease.first), lease };
    } catch (error) {
      lease.release();
      const taken = error instanceof LocalClusterError && error.message.includes('Address already in use');
      if (!taken || attempt === ATTEMPTS) throw error;
    }
  }
}
