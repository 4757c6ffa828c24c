import { createServer } from 'node:net';

/** The preferred port where nobody listens on it, else one that the system hands out; 0 asks for any. Loopback only. */
export async function freePort(preferred: number): Promise<number> {
  return (
    (await probe(preferred)) ??
    (await probe(0)) ??
    Promise.reject(new Error('Finding a free port: the system has none.'))
  );
}

function probe(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
