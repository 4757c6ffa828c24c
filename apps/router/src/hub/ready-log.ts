import type { Contracts } from '#lib/contracts';
import type { MessageLog } from '#lib/messaging';
import { whenLogReady, type HubLog, type HubLogStore } from '#lib/persistence';
import type { Logger, TopicNames } from '#lib/platform';
import { findMismatch, firstRecords, type HubKeys } from '#lib/routing';

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
  const { log, store, topics, contracts, keys, logger } = parts;
  const known = await whenLogReady(store, logger, stopping);
  if (known === null) return null;
  const found = await firstRecords({ log, topics, contracts, verify: (mac, claim) => keys.verifyOrigin(mac, claim) });
  // A log without its topic is as much a mismatch as a log with other first records.
  const mismatch = findMismatch(known, found);
  if (mismatch !== null) throw new Error(mismatch);
  return known;
}
