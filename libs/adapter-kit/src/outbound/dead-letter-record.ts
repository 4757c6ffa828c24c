import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import { releaseVersion } from '#lib/platform';

export interface DeadLetterReason {
  /** `message`: the recipient will never take it; `hub`: the hub could not read its own record. */
  readonly failure: 'message' | 'hub';
  /** A code, never a text of the recipient or of the content. */
  readonly reason: string;
  readonly attempts: number;
  readonly group: string;
  /** RFC 3339. */
  readonly failedAt: string;
  /** RFC 3339; left out = this was the first. */
  readonly firstFailedAt?: string | null;
  /** How often it has become a dead letter, this time included; default 1. */
  readonly deaths?: number;
  /** The plan that sent it once more, and when. */
  readonly replay?: { readonly planId: string; readonly at: string } | null;
}

/**
 * Key, value and headers untouched, and beside them the hub's own and the seven names that Kafka tools show (Kafka Connect's). Those of an
 * earlier death are not among the headers of the delivery, so they are replaced and never pile up.
 */
export function deadLetterRecord(topic: string, record: StoredRecord, why: DeadLetterReason): RecordToPublish {
  const { failure, reason, attempts, group, failedAt, firstFailedAt, deaths = 1, replay } = why;
  const place = `${record.topic}/${record.partition}/${record.offset}`;
  return {
    topic,
    key: record.key,
    value: record.value ?? Buffer.alloc(0),
    ...(record.key === null ? { partition: record.partition } : {}),
    headers: {
      ...record.headers,
      'hub-dlq-class': failure,
      'hub-dlq-reason': reason,
      'hub-dlq-attempts': String(attempts),
      'hub-dlq-deaths': String(deaths),
      'hub-dlq-first-failure': firstFailedAt ?? failedAt,
      'hub-dlq-last-failure': failedAt,
      'hub-dlq-consumer-group': group,
      'hub-dlq-app-version': releaseVersion(),
      'hub-dlq-decision-id': record.headers['schakel-decision-id'] ?? '',
      ...(replay == null ? {} : { 'hub-replay-id': replay.planId, 'hub-replay-of': place, 'hub-replay-at': replay.at }),
      '__connect.errors.topic': record.topic,
      '__connect.errors.partition': String(record.partition),
      '__connect.errors.offset': String(record.offset),
      '__connect.errors.stage': failure === 'hub' ? 'VALUE_CONVERTER' : 'TASK_PUT',
      '__connect.errors.connector.name': group,
      // The hub throws none; readers of Connect's headers want a class, and the failure's is what there is.
      '__connect.errors.exception.class.name': `schakel.${failure}`,
      '__connect.errors.exception.message': reason,
    },
  };
}
