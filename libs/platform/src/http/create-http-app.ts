import type { ServerOptions } from 'node:https';
import { type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply } from 'fastify';
import { type Logger } from '../logging/logger.js';
import { nestLogger } from '../logging/nest-logger.js';
import { hardenFastify } from './harden-fastify.js';
import { JSON_MEDIA_TYPES } from './media-type.js';
import { ProblemFilter } from './problem.filter.js';
import { answerRawProblem } from './raw-problem.js';
import { RouteMethods } from './route-methods.js';
import { securityHeaders } from './security-headers.js';
import { sendProblem } from './send-problem.js';

export interface HttpAppOptions {
  readonly logger: Logger;
  /** Version of the API, in the header of every answer. Default 1.0.0. */
  readonly apiVersion?: string;
  /**
   * Media types of bodies; unless `rawBody`, all are parsed as JSON. Default application/json and application/cloudevents+json. A function is
   * asked at each request, for an application that knows them only once it is made.
   */
  readonly mediaTypes?: readonly string[] | (() => readonly string[]);
  /** The body reaches the controller as a Buffer, unparsed, for a door that reads bytes itself (`parseJson`). Default false. */
  readonly rawBody?: boolean;
  /** Bytes; default 1 MiB. */
  readonly bodyLimit?: number;
  /** Time for a whole request to arrive, ms; default 15 s. */
  readonly requestTimeoutMs?: number;
  /** With TLS, with these certificates; left out, plain HTTP, which is for the loopback address alone. */
  readonly https?: ServerOptions;
}

/**
 * A Nest application on Fastify that answers every error as a problem document, names no software, trusts no forwarding header and reads no
 * body that it does not need to. Not listening yet: `listenOn`.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const { logger, apiVersion = '1.0.0', requestTimeoutMs = 15_000, mediaTypes = JSON_MEDIA_TYPES } = options;
  const routes = new RouteMethods();
  const times = {
    headersTimeout: Math.min(10_000, requestTimeoutMs),
    // Often enough that whoever is late is told so, well before the connection counts as silent and is closed without a word.
    connectionsCheckingInterval: requestTimeoutMs / 4,
  };
  const adapter = new FastifyAdapter({
    bodyLimit: options.bodyLimit ?? 1024 * 1024,
    trustProxy: false,
    exposeHeadRoutes: false,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: requestTimeoutMs * 2,
    keepAliveTimeout: 20_000,
    ...(options.https === undefined ? { http: times } : { https: { ...options.https, ...times } }),
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      // The hooks don't run for these.
      sendProblem(reply.headers(securityHeaders(apiVersion)), {
        status: 400,
        code: 'bad-request',
        detail: 'The address could not be read.',
      });
    },
    clientErrorHandler: (error, socket) => answerRawProblem(error, socket, apiVersion),
  });
  hardenFastify(adapter.getInstance(), {
    apiVersion,
    mediaTypes: typeof mediaTypes === 'function' ? mediaTypes : () => mediaTypes,
    rawBody: options.rawBody ?? false,
    logger,
    routes,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: nestLogger(logger),
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(logger, routes));
  return app;
}
