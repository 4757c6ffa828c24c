import type { ProblemInit } from '#lib/platform';
import { PERMISSIONS, type Permission } from './permission.js';

/** Answers of the console that are no result. None repeats anything that was sent. */
export const consoleProblems = {
  unauthenticated: (): ProblemInit => ({
    status: 401,
    code: 'unauthenticated',
    detail:
      'Call with an access token for the console in the Authorization header. `schakel login` gets one; it is good for fifteen minutes.',
  }),
  roleMissing: (permission: Permission): ProblemInit => ({
    status: 403,
    code: 'role-missing',
    detail: `This takes the role ${PERMISSIONS[permission].join(' or ')}.`,
    members: { roles: PERMISSIONS[permission] },
  }),
  closed: (): ProblemInit => ({ status: 403, code: 'closed', detail: 'This is open to nobody.' }),
  tooManyRequests: (retryAfterSeconds: number): ProblemInit => ({
    status: 429,
    code: 'too-many-requests',
    detail: 'You ask faster than the console answers. Wait for the number of seconds in Retry-After.',
    retryAfterSeconds,
  }),
  unavailable: (): ProblemInit => ({
    status: 503,
    code: 'unavailable',
    detail: 'The console can’t answer at this moment. Ask again.',
    retryAfterSeconds: 5,
  }),
} as const;
