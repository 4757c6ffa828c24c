import { LocalClusterError } from '../local-cluster-error.js';

const ATTEMPTS = 3;

/**
 * Starts a server on its preferred port, and on any free one when somebody took the port between our look and the server's own: that
 * is a matter of seconds, in which other programs open connections.
 */
export async function onAnotherPort<Server>(
  preferred: number,
  start: (preferredPort: number) => Promise<Server>,
): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(attempt === 1 ? preferred : 0);
    } catch (error) {
      const taken = error instanceof LocalClusterError && error.message.includes('Address already in use');
      if (!taken || attempt === ATTEMPTS) throw error;
    }
  }
}
