import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemException, type Logger, type ProblemInit } from '#lib/platform';
import type { Operator, OperatorTokens } from '#lib/trust';
import { consoleProblems } from './console-problems.js';
import type { RouteAccess } from './needs.js';
import { isAllowed } from './permission.js';
import { RequestQuota } from './request-quota.js';

/** A request as the guard leaves it: with the operator who stands behind it. */
export interface GuardedRequest {
  operator?: Operator;
}

const BEARER = /^Bearer ([A-Za-z0-9_.-]{16,16384})$/;

export interface Guarding {
  readonly tokens: Pick<OperatorTokens, 'verify'>;
  readonly quota: RequestQuota;
  readonly logger: Logger;
  /** How an attempt to enter was answered: a code. */
  readonly count: (outcome: string) => void;
}

/**
 * Comes before every route, also before addresses that lead nowhere, and before any body is read: who calls, how often, and whether the route is
 * for their role. A route that says nothing of itself is closed.
 */
export function guardConsole(app: NestFastifyApplication, { tokens, quota, logger, count }: Guarding): void {
  const fastify = app.getHttpAdapter().getInstance();
  const refuse = (problem: ProblemInit): never => {
    count(problem.code);
    throw new ProblemException(problem);
  };
  const operatorOf = async (authorization: string | undefined): Promise<Operator | null> => {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    return tokens.verify(token).catch((error: unknown) => {
      logger.error('Verifying a token failed.', { error });
      return refuse(consoleProblems.unavailable());
    });
  };
  fastify.decorateRequest('operator');
  fastify.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config as { readonly access?: RouteAccess };
    if (access === 'published' && !request.is404) return;
    const operator = (await operatorOf(request.headers.authorization)) ?? refuse(consoleProblems.unauthenticated());
    const waitS = quota.take(operator.subject);
    if (waitS !== null) refuse(consoleProblems.tooManyRequests(waitS));
    (request as GuardedRequest).operator = operator;
    if (request.is404 || access === 'any-operator') return;
    if (access === undefined || access === 'published') return refuse(consoleProblems.closed());
    if (!isAllowed(operator.roles, access)) refuse(consoleProblems.roleMissing(access));
  });
}
