import type { Check } from './check.js';

/** Leases of killed processes (20 s), sessions of their consumers (10 s), and back-off of recipients that were down lie within. */
const LONGEST_MS = 300_000;

export const liveness: Check = {
  id: 'I9',
  promise: 'when everything is healed, the hub becomes quiet: nothing is stuck',
  judge: ({ quietAfterMs, rows }) => {
    const open = rows.filter(({ state }) => state === 'WAITING' || state === 'ATTEMPTING').length;
    const faults: string[] = [];
    if (quietAfterMs === null) faults.push(`it never became quiet: ${open} deliveries wait`);
    else if (quietAfterMs > LONGEST_MS) faults.push(`it took ${Math.round(quietAfterMs / 1000)} s`);
    return { seen: quietAfterMs === null ? 'not quiet' : `quiet after ${(quietAfterMs / 1000).toFixed(1)} s`, faults };
  },
};
