import { HttpException } from '@nestjs/common';
import { ProblemException, type ProblemInit } from './problem.js';

/** What goes wrong before a controller is reached, by status. Fixed sentences: the framework's own repeat what was sent. */
const BY_STATUS: ReadonlyMap<number, ProblemInit> = new Map(
  (
    [
      [400, 'bad-request', 'The request could not be read.'],
      [401, 'not-authenticated', 'Show who calls.'],
      [403, 'not-allowed', 'This is not allowed to you.'],
      [404, 'not-found', 'There is nothing here.'],
      [405, 'method-not-allowed', 'This resource does not know that method.'],
      [408, 'request-timeout', 'The request did not arrive in time.'],
      [413, 'body-too-large', 'The body is larger than the limit.'],
      [414, 'address-too-long', 'The address is too long.'],
      [415, 'unsupported-media-type', 'Send JSON in UTF-8, not compressed, with its media type.'],
      [429, 'too-many-requests', 'Wait and send again.'],
      [431, 'headers-too-large', 'The headers are too large.'],
      [503, 'not-available', 'Try again later.'],
    ] as const
  ).map(([status, code, detail]) => [status, { status, code, detail }]),
);

const INTERNAL: ProblemInit = { status: 500, code: 'internal-error', detail: 'The hub could not handle the request.' };

/** Any error → a problem without its text. Unknown ones are 500. */
export function problemOf(error: unknown): ProblemInit {
  if (error instanceof ProblemException) return error.problem;
  if (error instanceof HttpException) return BY_STATUS.get(error.getStatus()) ?? INTERNAL;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  const known = typeof status === 'number' && status < 500 ? BY_STATUS.get(status) : undefined;
  return known ?? INTERNAL;
}
