import { setTimeout as pause } from 'node:timers/promises';
import type { Contracts } from '#lib/contracts';
import type { MessageLog } from '#lib/messaging';
import type { HubLog, HubLogStore } from '#lib/persistence';
import type { Logger, TopicNames } from '#lib/platform';
import { findMismatch, firstRecords, type HubKeys } from '#lib/routing';

const ASK_AGAIN_MS = 500;

export interface ReadyLogParts {
  readonly log: MessageLog;
  readonly store: HubLogStore;
  readonly contracts: Contracts;
  readonly topics: TopicNames;
  readonly keys: HubKeys;
  readonly logger: Logger;
}

/**
 * Waits until set-up has made the case log READY, which may take a while when everything starts at once, and checks that broker and database
 * belong together. null when `stopping` said so first.
 */
export async function readyLog(parts: ReadyLogParts, stopping: AbortSignal): Promise<HubLog | null> {
  let told = false;
  while (!stopping.aborted) {
    const known = await parts.store.read();
    if (known?.state === 'READY') {
      const { log, topics, contracts, keys } = parts;
      const found = await firstRecords({
        log,
        topics,
        contracts,
        verify: (mac, claim) => keys.verifyOrigin(mac, claim),
      });
      // A log without its topic is as much a mismatch as a log with other first records.
      const mismatch = findMismatch(known, found);
      if (mismatch !== null) throw new Error(mismatch);
      return known;
    }
    if (!told) parts.logger.info('Waiting for the case log to be set up.', { state: known?.state ?? 'MISSING' });
    told = true;
    await pause(ASK_AGAIN_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
  return null;
}
