import type { Check } from './check.js';

export const placesOnlyForward: Check = {
  id: 'I8',
  promise: 'no reader’s place ever goes back, neither in its row nor in Kafka',
  judge: ({ places }) => {
    const latest = new Map<string, number>();
    const faults: string[] = [];
    for (const { kept, reader, partition, next } of places) {
      const name = `${kept} of ${reader} of partition ${partition}`;
      const before = latest.get(name) ?? 0;
      if (next < before) faults.push(`${name} went back from ${before} to ${next}`);
      latest.set(name, Math.max(before, next));
    }
    const [rows, groups] = (['row', 'group'] as const).map((kept) => places.filter((one) => one.kept === kept).length);
    if (rows === 0) faults.push('no row was ever looked at');
    if (groups === 0) faults.push('no committed offset was ever looked at');
    return { seen: `${latest.size} places; rows looked at ${rows} times, committed offsets ${groups} times`, faults };
  },
};
