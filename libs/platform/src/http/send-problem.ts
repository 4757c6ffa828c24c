import { type FastifyReply } from 'fastify';
import { problemBody, type ProblemInit } from './problem.js';

export function sendProblem(reply: FastifyReply, problem: ProblemInit): void {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  if (problem.allow !== undefined) reply.header('allow', problem.allow.join(', '));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  // The rest of a body that was refused unread is not worth reading: the connection ends.
  if (problem.status === 413 || problem.status === 415 || problem.status === 408) reply.header('connection', 'close');
  reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem)));
}
