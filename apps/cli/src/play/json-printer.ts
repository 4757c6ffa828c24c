import type { PlayAudience } from './play-events.js';

/** One machine-readable line per step on standard output, and nothing else there. */
export function jsonPrinter(write: (line: string) => void): PlayAudience {
  return {
    opens: () => undefined,
    factSent: () => undefined,
    stepPlayed: ({ step, delivered, refused, asExpected, differences }) =>
      write(
        JSON.stringify({
          step: step.step,
          delivered,
          refused,
          asExpected,
          ...(differences.length > 0 ? { differences } : {}),
        }),
      ),
    closes: () => undefined,
  };
}
