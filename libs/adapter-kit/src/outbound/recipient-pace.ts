import type { Recipient } from '#lib/persistence';
import type { Clock } from '#lib/platform';

/** How fast a recipient unit may be given deliveries. */
export interface RecipientPace {
  /** Resolves when the next delivery to it may begin, or at once when the signal fires. */
  turn(recipient: Recipient, signal: AbortSignal): Promise<void>;
}

/** For a recipient that is given all that it takes: no turn is waited for. */
export const unpaced: RecipientPace = { turn: () => Promise.resolve() };

interface PaceParts {
  /** Deliveries per second; null = no limit. Asked at every turn. */
  readonly rateOf: (recipient: Recipient) => number | null;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Turns at even distances, in the order asked. A backlog, or the followers of a head that a plan has let go, reach a recipient no faster than its
 * operators said; no burst is saved up while nothing comes. It counts in this process alone: with two instances of an adapter twice as many go.
 */
export function evenPace({ rateOf, clock, wait }: PaceParts): RecipientPace {
  const freeAt = new Map<string, number>();
  return {
    async turn(recipient, signal) {
      const rate = rateOf(recipient);
      if (rate === null) return;
      const name = `${recipient.endpoint}:${recipient.unit ?? ''}`;
      const now = clock.monotonic();
      const at = Math.max(now, freeAt.get(name) ?? now);
      freeAt.set(name, at + 1000 / rate);
      if (at > now) await wait(at - now, signal);
    },
  };
}
