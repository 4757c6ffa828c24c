import type { ProblemInit } from '#lib/platform';
import type { ContentError } from './content-error.js';

/** More errors than this would only cost the sender bandwidth (architecture 10). */
const MAX_ERRORS = 100;

/** Every answer of the door that is not a receipt (architecture 10, HTTP). None repeats anything that the sender sent. */
export const problems = {
  unauthenticated: (): ProblemInit => ({
    status: 401,
    code: 'unauthenticated',
    detail:
      'Call with the client certificate of your organisation and with an access token for this door that is bound to it, in the Authorization header.',
  }),
  tooManyRequests: (retryAfterSeconds: number): ProblemInit => ({
    status: 429,
    code: 'too-many-requests',
    detail: 'Your organisation sends faster than agreed. Wait for the number of seconds in Retry-After.',
    retryAfterSeconds,
  }),
  tooManyAtOnce: (): ProblemInit => ({
    status: 429,
    code: 'too-many-at-once',
    detail: 'Your organisation has too many requests under way. Wait for the answers to some of them.',
    retryAfterSeconds: 1,
  }),
  scopeMissing: (): ProblemInit => ({
    status: 403,
    code: 'scope-missing',
    detail: 'Your access token was not given the scope that this asks for.',
  }),
  unsupportedMediaType: (taken: readonly string[]): ProblemInit => ({
    status: 415,
    code: 'unsupported-media-type',
    detail: `Send one message in UTF-8, not compressed, as ${taken.join(' or ')}.`,
  }),
  invalid: (errors: readonly ContentError[]): ProblemInit => ({
    status: 400,
    code: 'invalid-content',
    detail: `The message was not accepted: ${errors.length} error(s)${errors.length > MAX_ERRORS ? `, the first ${MAX_ERRORS} are listed` : ''}.`,
    errors: errors.slice(0, MAX_ERRORS).map(({ pointer, code, message }) => ({ pointer, code, message })),
  }),
  notYourSource: (): ProblemInit => ({
    status: 403,
    code: 'not-your-source',
    detail: 'The source of the event is not a system of your organisation at this door.',
  }),
  notYourMessage: (): ProblemInit => ({
    status: 403,
    code: 'not-your-message',
    detail: 'This message type, or this kind of statement, is not yours to send (VAL-04).',
  }),
  unknownReference: (): ProblemInit => ({
    status: 404,
    code: 'unknown-reference',
    detail: 'The reference in caseNumber was not given to your mission.',
  }),
  notFound: (): ProblemInit => ({ status: 404, code: 'not-found', detail: 'There is no such message of yours.' }),
  idReused: (): ProblemInit => ({
    status: 409,
    code: 'id-reused',
    detail: 'This source and id were used before with other content. A correction is a new message with a new id.',
  }),
  inProgress: (): ProblemInit => ({
    status: 409,
    code: 'in-progress',
    detail: 'The same message is being accepted at this moment. Send it again to get its receipt.',
    retryAfterSeconds: 1,
  }),
  invalidQuery: (name: string, message: string): ProblemInit => ({
    status: 400,
    code: 'invalid-query',
    detail: 'The request was not accepted.',
    errors: [{ pointer: `/${name}`, code: 'invalid', message }],
  }),
  queueUnavailable: (): ProblemInit => ({
    status: 503,
    code: 'unavailable',
    detail: 'The hub cannot offer deliveries, or take acknowledgements, at this moment. Nothing is lost: ask again.',
    retryAfterSeconds: 5,
  }),
  unavailable: (): ProblemInit => ({
    status: 503,
    code: 'unavailable',
    detail:
      'The hub cannot store messages at this moment. Nothing is lost: send the same message with the same id again.',
    retryAfterSeconds: 5,
  }),
} as const;
