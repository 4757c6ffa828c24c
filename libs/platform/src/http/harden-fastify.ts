import { type FastifyInstance } from 'fastify';
import { type Logger } from '../logging/logger.js';
import { hasBody, isAccepted } from './media-type.js';
import { parseJson } from './parse-json.js';
import { ProblemException } from './problem.js';
import { type RouteMethods } from './route-methods.js';
import { securityHeaders } from './security-headers.js';

export interface Hardening {
  readonly apiVersion: string;
  readonly mediaTypes: () => readonly string[];
  readonly rawBody: boolean;
  readonly logger: Logger;
  readonly routes: RouteMethods;
}

/** Hooks and parsers that come before any controller. */
export function hardenFastify(
  fastify: FastifyInstance,
  { apiVersion, mediaTypes, rawBody, logger, routes }: Hardening,
): void {
  const headers = securityHeaders(apiVersion);
  fastify.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) routes.add(method, route.url);
  });
  fastify.addHook('onRequest', (request, reply, next) => {
    reply.headers(headers);
    const refused = !request.is404 && hasBody(request.headers) && !isAccepted(request.headers, mediaTypes());
    if (refused) {
      const detail = `Send UTF-8, not compressed, as ${mediaTypes().join(' or ')}.`;
      next(new ProblemException({ status: 415, code: 'unsupported-media-type', detail }));
    } else next();
  });
  fastify.addHook('onResponse', (request, reply, next) => {
    // The route as registered, never the address as sent.
    const route = request.routeOptions.url ?? '(none)';
    logger.debug('Answered.', {
      method: request.method,
      route,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    });
    next();
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) {
      done(null, undefined);
      return;
    }
    try {
      done(null, rawBody ? body : parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
