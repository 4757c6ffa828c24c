import { type AddressInfo, type Server } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

/** Begins to listen. `port` 0 = any free one. Answers with the address that others can call. */
export async function listenOn(
  app: NestFastifyApplication,
  host: string,
  port: number,
): Promise<{ readonly url: string; readonly port: number }> {
  try {
    await app.listen(port, host);
  } catch (cause) {
    throw new Error(`Listening on port ${port}: it can't be used. Free it, or set another one.`, { cause });
  }
  const server = app.getHttpServer() as Server;
  const address = server.address() as AddressInfo;
  const scheme = server instanceof TlsServer ? 'https' : 'http';
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `${scheme}://${name}:${address.port}`, port: address.port };
}
