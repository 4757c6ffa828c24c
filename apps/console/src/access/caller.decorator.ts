import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ProblemException } from '#lib/platform';
import type { Operator } from '#lib/trust';
import { consoleProblems } from './console-problems.js';
import type { GuardedRequest } from './guard-console.js';

/** The operator whom the guard let in, as a parameter of a controller's method. A route that is not guarded has none: 401. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Operator => {
  const { operator } = context.switchToHttp().getRequest<GuardedRequest>();
  if (operator === undefined) throw new ProblemException(consoleProblems.unauthenticated());
  return operator;
});
