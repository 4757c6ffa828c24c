import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemException, type Logger } from '#lib/platform';
import type { Client } from '../inbound/client.js';
import type { Door } from './door.js';
import { LiveConnections } from './live-connections.js';

/** A request as the gate leaves it: with the client that stands behind it. */
export interface GuardedRequest {
  client?: Client;
}

/**
 * Puts the gate before every route of the application, also before addresses that lead nowhere, and before any body is read. Only a controller
 * that says `@RouteConfig(PUBLISHED)` is open to anybody.
 */
export function guardDoor(app: NestFastifyApplication, door: Pick<Door, 'enter' | 'mayStay'>, logger: Logger): void {
  const fastify = app.getHttpAdapter().getInstance();
  const live = new LiveConnections(door, (error) => logger.error('Looking at open connections failed.', { error }));
  fastify.addHook('onClose', () => live.close());
  fastify.decorateRequest('client');
  fastify.addHook('onRequest', async (request, reply) => {
    const { published } = request.routeOptions.config as { readonly published?: unknown };
    if (published === true && !request.is404) return;
    const { authorization } = request.headers;
    const entry = await door.enter({ authorization, socket: request.raw.socket });
    if (!entry.ok) throw new ProblemException(entry.problem);
    live.add(request.raw.socket);
    // `close` comes in the end however the request ends; `finish` does not when the caller hangs up.
    if (reply.raw.destroyed || reply.raw.closed) entry.leave();
    else reply.raw.once('close', entry.leave);
    (request as GuardedRequest).client = entry.client;
  });
}
