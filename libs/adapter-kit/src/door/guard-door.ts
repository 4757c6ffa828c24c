import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemException } from '#lib/platform';
import type { Client } from '../inbound/client.js';
import type { Door } from './door.js';

/** A request as the gate leaves it: with the client that stands behind it. */
export interface GuardedRequest {
  client?: Client;
}

/**
 * Puts the gate before every route of the application, also before addresses that lead nowhere, and before any body is read. Only a controller
 * that says `@RouteConfig(PUBLISHED)` is open to anybody.
 */
export function guardDoor(app: NestFastifyApplication, door: Pick<Door, 'enter'>): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorateRequest('client');
  fastify.addHook('onRequest', async (request, reply) => {
    const { published } = request.routeOptions.config as { readonly published?: unknown };
    if (published === true && !request.is404) return;
    const { authorization } = request.headers;
    const entry = await door.enter({ authorization, socket: request.raw.socket });
    if (!entry.ok) throw new ProblemException(entry.problem);
    // `close` comes in the end however the request ends; `finish` does not when the caller hangs up.
    if (reply.raw.destroyed || reply.raw.closed) entry.leave();
    else reply.raw.once('close', entry.leave);
    (request as GuardedRequest).client = entry.client;
  });
}
