export const MODES = ['ok', 'down', 'slow', 'error', 'reject', 'lose-answer'] as const;
export type Mode = (typeof MODES)[number];

/** How a recipient answers pushes. */
export interface Behaviour {
  readonly mode: Mode;
  /** Of `slow`. */
  readonly delayMs: number;
  /** Of `error` and `reject`. */
  readonly status: number;
  /** Of `error`: the header Retry-After, in seconds. */
  readonly retryAfterS: number | null;
  /** So many pushes, then `ok` again; null = until told otherwise. */
  readonly times: number | null;
}

export const WELL_BEHAVED: Behaviour = { mode: 'ok', delayMs: 0, status: 200, retryAfterS: null, times: null };

const LONGEST_DELAY_MS = 60_000;

/** Reads what `PUT /behaviour` was given; a text says what is wrong with it. */
export function readBehaviour(json: unknown): Behaviour | string {
  if (typeof json !== 'object' || json === null) return 'Expected an object with a mode.';
  const given = json as Record<string, unknown>;
  const mode = MODES.find((one) => one === given.mode);
  if (mode === undefined) return `Expected mode to be one of ${MODES.join(', ')}.`;
  const status = given.status ?? (mode === 'reject' ? 400 : mode === 'error' ? 503 : 200);
  const delayMs = given.delayMs ?? (mode === 'slow' ? 1000 : 0);
  const retryAfterS = given.retryAfterS ?? null;
  const times = given.times ?? null;
  if (!isWhole(status, 200, 599)) return 'Expected status from 200 to 599.';
  if (!isWhole(delayMs, 0, LONGEST_DELAY_MS)) return `Expected delayMs up to ${LONGEST_DELAY_MS}.`;
  if (retryAfterS !== null && !isWhole(retryAfterS, 0, 3600)) return 'Expected retryAfterS up to 3600.';
  if (times !== null && !isWhole(times, 1, 1_000_000)) return 'Expected times from 1.';
  return { mode, status, delayMs, retryAfterS, times };
}

function isWhole(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
}
