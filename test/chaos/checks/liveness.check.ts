import type { Check } from './check.js';

/** Leases of killed processes (20 s), sessions of their consumers (10 s) and back-off of recipients that were down lie within. */
const STANDS_STILL_MS = 60_000;

export const liveness: Check = {
  id: 'I9',
  promise: 'when everything is healed, the hub goes on at once and becomes quiet: nothing is stuck',
  judge: ({ quiet: { afterMs, standstillMs }, rows }) => {
    const open = rows.filter(({ state }) => state === 'WAITING' || state === 'ATTEMPTING').length;
    const still = `nothing moved for ${(standstillMs / 1000).toFixed(1)} s`;
    const faults: string[] = [];
    if (afterMs === null) faults.push(`it never became quiet: ${open} deliveries wait`);
    if (standstillMs > STANDS_STILL_MS) faults.push(`${still} though something waited`);
    return {
      seen: `${afterMs === null ? 'never quiet' : `quiet after ${(afterMs / 1000).toFixed(1)} s`}; at most ${still}`,
      faults,
    };
  },
};
