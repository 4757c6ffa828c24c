import { readFileSync, readdirSync } from 'node:fs';
import type { SizeSample } from './evidence.js';

/** As Linux tells; elsewhere nothing is seen. A process that has just been killed has no size. */
export function processSizes(pids: Readonly<Record<string, number>>): readonly SizeSample[] {
  return Object.entries(pids).flatMap(([process, pid]) => {
    try {
      const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      if (kib === undefined) return [];
      return [{ process, rssMiB: Math.round(Number(kib) / 1024), openFiles: readdirSync(`/proc/${pid}/fd`).length }];
    } catch {
      return [];
    }
  });
}
