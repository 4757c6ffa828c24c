import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import { problemBody } from '#lib/platform';
import type { Accepted } from '../inbound/accept-message.js';

/**
 * What the HTTP door would have answered, as a record: the same status, and the same receipt or problem. It names the record by its place, and
 * by the sender's own id where there is a readable one; it lies in the partition of the same number, so answers keep the order of the records.
 */
export function nativeAnswer(
  topic: string,
  record: StoredRecord,
  id: string | null,
  accepted: Accepted,
): RecordToPublish {
  const { partition, offset } = record;
  const answer = accepted.ok
    ? { status: 202, receipt: accepted.receipt }
    : { status: accepted.problem.status, problem: problemBody(accepted.problem) };
  return {
    topic,
    key: null,
    partition,
    headers: { 'content-type': 'application/json' },
    value: Buffer.from(JSON.stringify({ record: { id, partition, offset }, ...answer }), 'utf8'),
  };
}
