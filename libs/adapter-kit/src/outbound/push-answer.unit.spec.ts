import { describe, expect, it } from '@jest/globals';
import { answerOf } from './push-answer.js';

describe('answerOf', () => {
  it.each([200, 201, 202, 204])('takes %i for delivered', (status) =>
    expect(answerOf(status, undefined)).toEqual({ kind: 'delivered' }),
  );

  it.each([
    ['endpoint', [301, 302, 308, 408, 410, 425, 429, 500, 502, 503, 504]],
    ['auth', [401, 403]],
    ['message', [400, 404, 405, 409, 413, 415, 422]],
  ] as const)('counts as %s: %j', (failure, statuses) => {
    for (const status of statuses) {
      expect(answerOf(status, undefined)).toEqual({
        kind: 'failed',
        failure,
        reason: `http-${status}`,
        retryAfterMs: null,
      });
    }
  });

  it('waits as long as the recipient asks, up to an hour, and understands seconds only', () => {
    expect(answerOf(503, '7')).toMatchObject({ retryAfterMs: 7000 });
    expect(answerOf(503, '999999')).toMatchObject({ retryAfterMs: 3_600_000 });
    expect(answerOf(503, 'Fri, 07 Nov 2036 23:59:59 GMT')).toMatchObject({ retryAfterMs: null });
    expect(answerOf(503, '-1')).toMatchObject({ retryAfterMs: null });
  });
});
