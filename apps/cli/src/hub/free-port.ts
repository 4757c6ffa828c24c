import { createServer } from 'node:net';

/** The preferred port of the loopback address, or a free one where that is taken. */
export async function freePort(preferred: number, host = '127.0.0.1'): Promise<number> {
  return (await tryPort(preferred, host)) ?? (await tryPort(0, host)) ?? preferred;
}

/** The first of so many free ports in a row, from the preferred one upwards. */
export async function freePorts(preferred: number, count: number, host = '127.0.0.1'): Promise<number> {
  for (let first = preferred; first + count < 65_536; first += count) {
    const tried = await Promise.all(Array.from({ length: count }, (_, n) => tryPort(first + n, host)));
    if (tried.every((port) => port !== null)) return first;
  }
  return preferred;
}

function tryPort(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
