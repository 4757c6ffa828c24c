import { setTimeout as pause } from 'node:timers/promises';

const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 2_000;
const HEARTBEAT_MS = 15_000;
/** Then the client connects again, with a token that still counts. */
export const LONGEST_STREAM_MS = 5 * 60_000;

export interface Watching<T> {
  readonly read: () => Promise<T>;
  /** Nothing more is to come after this one. */
  readonly isLast: (value: T) => boolean;
  /** `event:` of each. */
  readonly name: string;
  /** Milliseconds that never go backwards. */
  readonly monotonic: () => number;
  readonly endsAfterMs: number;
  /** The caller has hung up, or the console stops. */
  readonly signal: AbortSignal;
}

/** Server-sent events (HTML living standard, 9.2): the value at first, and again whenever it has changed; a comment shows that the connection lives. */
export async function* changes<T>({
  read,
  isLast,
  name,
  monotonic,
  endsAfterMs,
  signal,
}: Watching<T>): AsyncGenerator<string> {
  const end = monotonic() + Math.min(endsAfterMs, LONGEST_STREAM_MS);
  let said = '';
  let spokeAt = monotonic();
  let pauseMs = FIRST_PAUSE_MS;
  yield 'retry: 3000\n\n';
  while (!signal.aborted && monotonic() < end) {
    const value = await read().catch(() => null);
    const text = value === null ? said : JSON.stringify(value);
    if (text !== said) {
      yield `event: ${name}\ndata: ${text}\n\n`;
      [said, spokeAt, pauseMs] = [text, monotonic(), FIRST_PAUSE_MS];
      if (value !== null && isLast(value)) return;
    } else if (monotonic() - spokeAt >= HEARTBEAT_MS) {
      yield ': alive\n\n';
      spokeAt = monotonic();
    }
    await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
