import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the range from which systems take ports for outgoing connections: whoever leased a port binds it seconds later.
const LOWEST = 15_000;
const BEYOND = 32_000;

/**
 * TCP ports of the loopback address that no other hub of this machine takes until the lease ends, also not while nobody listens on them: between
 * the look and the server's own bind, and while a server that died is started again. What is held is the UDP port of the same number, which the
 * system gives back whatever becomes of this process; there is no file to go stale. Programs that know nothing of leases may still be faster.
 */
export class PortLease {
  private constructor(
    readonly first: number,
    private readonly guards: Socket[],
  ) {}

  /**
   * So many ports in a row, from the preferred one on where those are free, else anywhere; 0 asks for any.
   * @throws Error when a hundred rows were taken
   */
  static async take(preferred: number, count = 1): Promise<PortLease> {
    const wanted = preferred === 0 ? null : await PortLease.tryRow(preferred, count);
    if (wanted !== null) return wanted;
    for (let attempt = 0; attempt < 100; attempt++) {
      const any = await PortLease.tryRow(randomInt(LOWEST, BEYOND - count), count);
      if (any !== null) return any;
    }
    throw new Error('Leasing ports: none of a hundred rows was free. End programs that hold ports 15000 to 32000.');
  }

  /** May be called more than once. */
  release(): void {
    for (const guard of this.guards.splice(0)) guard.close();
  }

  private static async tryRow(first: number, count: number): Promise<PortLease | null> {
    const guards: Socket[] = [];
    const lease = new PortLease(first, guards);
    for (let port = first; port < first + count; port++) {
      const guard = await guardOf(port);
      if (guard !== null) guards.push(guard);
      if (guard === null || !(await isFree(port))) {
        lease.release();
        return null;
      }
    }
    return lease;
  }
}

async function guardOf(port: number): Promise<Socket | null> {
  if (port > 65_535) return null;
  const socket = createSocket('udp4');
  try {
    socket.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(socket, 'listening');
    // A lease keeps nobody alive.
    return socket.unref();
  } catch {
    socket.close();
    return null;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
