import type { Adapter } from '../definition/adapter.js';
import { anyFetches } from '../manifest/fetches.js';

const JSON_TYPE = 'application/json';

/** Lets plain JSON in, in which fetched deliveries are acknowledged, at the doors where somebody fetches. */
export function openForAcknowledgements(adapter: Adapter, mediaTypes: string[]): void {
  if (anyFetches(adapter.manifest) && !mediaTypes.includes(JSON_TYPE)) mediaTypes.push(JSON_TYPE);
}
