/**
 * How an attempt ended. `endpoint`: the recipient can't take anything now; `message`: it will never take this one; `unknown`: it may have
 * taken it; `auth`: it does not accept the hub's key, which somebody must mend. All but `message` are tried again, with the same id.
 */
export type FailureClass = 'endpoint' | 'message' | 'unknown' | 'auth';

export type PushAnswer =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly failure: FailureClass;
      /** `http-503`, `ECONNREFUSED`, `deadline`: never a text of the recipient. */
      readonly reason: string;
      /** Asked for by the recipient, in ms; null otherwise. */
      readonly retryAfterMs: number | null;
    };

/** An hour: a recipient that asks for more must not silence the alarm. */
const LONGEST_PAUSE_S = 3600;
/** The endpoint's own trouble rather than the message's: too early, too many, or a resource that waits for something else. */
const PASSING = new Set([408, 421, 423, 425, 429]);

/** Status code → answer (CNCF web-hook rules: 410 is a retired endpoint, a redirect is never followed). */
export function answerOf(status: number, retryAfter: string | undefined): PushAnswer {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  return { kind: 'failed', failure: classOf(status), reason: `http-${status}`, retryAfterMs: pauseOf(retryAfter) };
}

function classOf(status: number): FailureClass {
  if (status === 401 || status === 403) return 'auth';
  if (status < 400 || status >= 500 || status === 410 || PASSING.has(status)) return 'endpoint';
  return 'message';
}

/** Seconds only: an HTTP date would have to be compared with a clock that is not the recipient's. */
function pauseOf(retryAfter: string | undefined): number | null {
  if (retryAfter === undefined || !/^\d{1,9}$/.test(retryAfter)) return null;
  return Math.min(Number(retryAfter), LONGEST_PAUSE_S) * 1000;
}
