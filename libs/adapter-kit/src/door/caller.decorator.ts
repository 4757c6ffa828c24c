import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ProblemException } from '#lib/platform';
import type { Client } from '../inbound/client.js';
import { problems } from '../inbound/problems.js';
import type { GuardedRequest } from './guard-door.js';

/** The client that the gate let in, as a parameter of a controller's method. A route that the gate does not guard has none: 401. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Client => {
  const { client } = context.switchToHttp().getRequest<GuardedRequest>();
  if (client === undefined) throw new ProblemException(problems.unauthenticated());
  return client;
});
