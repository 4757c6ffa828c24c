import type { Check } from './check.js';

/** Per process. The broker’s heap is 512 MiB, beside which the JVM keeps its own; the simulator remembers everything and is no part of the hub. */
export const RSS_CAP_MIB = 1_200;
export const OPEN_FILES_CAP = 4_000;

export const bounded: Check = {
  id: 'I11',
  promise: 'memory and open connections stay under their caps',
  judge: ({ sizes }) => {
    const most = new Map<string, { rssMiB: number; openFiles: number }>();
    for (const { process, rssMiB, openFiles } of sizes) {
      const known = most.get(process) ?? { rssMiB: 0, openFiles: 0 };
      most.set(process, {
        rssMiB: Math.max(known.rssMiB, rssMiB),
        openFiles: Math.max(known.openFiles, openFiles),
      });
    }
    const faults = [...most].flatMap(([name, { rssMiB, openFiles }]) => [
      ...(rssMiB > RSS_CAP_MIB ? [`${name} grew to ${rssMiB} MiB`] : []),
      ...(openFiles > OPEN_FILES_CAP ? [`${name} had ${openFiles} files and connections open`] : []),
    ]);
    if (most.size === 0) faults.push('no process was ever looked at');
    const seen = [...most].map(([name, { rssMiB, openFiles }]) => `${name} ${rssMiB} MiB, ${openFiles} open`);
    return { seen: seen.join('; '), faults };
  },
};
