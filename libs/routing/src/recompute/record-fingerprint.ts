import { createHash } from 'node:crypto';
import type { RecordToPublish, StoredRecord } from '#lib/messaging';

/** SHA-256 over key, headers and value: equal exactly when a consumer can see no difference but the offset. */
export function recordFingerprint({ key, headers, value }: RecordToPublish | StoredRecord): string {
  const sorted = Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  const hash = createHash('sha256').update(JSON.stringify([key, sorted, value === null]));
  return hash.update(value ?? '').digest('base64');
}
