import type { Check } from './check.js';

export const replaysChangeNothing: Check = {
  id: 'I15',
  promise: 'deciding the log again gives the same bytes, and a replay of what is fine changes nothing',
  judge: ({ recompute, replay }) => {
    const faults: string[] = [];
    if (!recompute.agrees) faults.push(`decided again, the log gives something else: ${recompute.said}`);
    const more = replay === null ? 0 : replay.arrivalsAfter - replay.arrivalsBefore;
    if (more !== 0) faults.push(`a replay of nothing had ${more} effects`);
    return {
      seen: replay === null ? 'recompute' : `recompute; a plan over nothing that failed: ${replay.said}`,
      faults,
    };
  },
};
