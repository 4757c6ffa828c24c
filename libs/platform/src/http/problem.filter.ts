import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger } from '../logging/logger.js';
import { type ProblemInit } from './problem.js';
import { problemOf } from './problem-of.js';
import { type RouteMethods } from './route-methods.js';
import { sendProblem } from './send-problem.js';

/** Every error, from controllers and from the framework, leaves as a problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly routes: RouteMethods,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = this.problemFor(error, request);
    if (problem.status === 500) this.logger.error('A request failed.', { error, method: request.method });
    sendProblem(http.getResponse<FastifyReply>(), problem);
  }

  private problemFor(error: unknown, request: FastifyRequest): ProblemInit {
    const problem = problemOf(error);
    if (problem.status !== 404 || !request.is404) return problem;
    const allow = this.routes.of(request.url);
    if (allow.length === 0) return problem;
    return { status: 405, code: 'method-not-allowed', detail: 'This resource does not know that method.', allow };
  }
}
