import type { Check } from './check.js';

export const placesOnlyForward: Check = {
  id: 'I8',
  promise: 'no reader’s place ever goes back',
  judge: ({ places }) => {
    const latest = new Map<string, number>();
    const faults: string[] = [];
    for (const { reader, partition, next } of places) {
      const name = `${reader} of partition ${partition}`;
      const before = latest.get(name) ?? 0;
      if (next < before) faults.push(`${name} went back from ${before} to ${next}`);
      latest.set(name, Math.max(before, next));
    }
    if (latest.size === 0) faults.push('no place was ever looked at');
    return { seen: `${latest.size} places, looked at ${places.length} times`, faults };
  },
};
