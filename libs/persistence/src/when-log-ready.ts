import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#lib/platform';
import type { HubLog, HubLogStore } from './hub-log.port.js';

const ASK_AGAIN_MS = 500;

/** Waits until set-up has made the case log READY. null when `stopping` said so first. */
export async function whenLogReady(store: HubLogStore, logger: Logger, stopping: AbortSignal): Promise<HubLog | null> {
  let told = false;
  while (!stopping.aborted) {
    const known = await store.read();
    if (known?.state === 'READY') return known;
    if (!told) logger.info('Waiting for the case log to be set up.', { state: known?.state ?? 'MISSING' });
    told = true;
    await pause(ASK_AGAIN_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
  return null;
}
