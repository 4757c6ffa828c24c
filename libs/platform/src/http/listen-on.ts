import { type AddressInfo } from 'node:net';
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
  const address = app.getHttpServer().address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, port: address.port };
}
