import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from '#lib/domain';

/** Does this agency read its deliveries from its own topic? Counts only where its adapter declares that (`native`). */
export type UsesKafka = (endpoint: Endpoint) => boolean;

const FRESH_MS = 1000;

/** `push-targets.json` of the state folder: `{ "DTV": "kafka" }`. Read again at most once a second; anything else, or no file, is no. */
export function fileKafkaTargets(stateFolder: string, monotonic: () => number): UsesKafka {
  let kept = { readAt: -Infinity, targets: {} as Readonly<Record<string, unknown>> };
  return (endpoint) => {
    if (monotonic() - kept.readAt > FRESH_MS) {
      kept = { readAt: monotonic(), targets: readTargets(join(stateFolder, 'push-targets.json')) };
    }
    return kept.targets[endpoint] === 'kafka';
  };
}

function readTargets(file: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof read === 'object' && read !== null ? (read as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
