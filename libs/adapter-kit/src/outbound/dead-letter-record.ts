import type { RecordToPublish, StoredRecord } from '#lib/messaging';

export interface DeadLetterReason {
  /** `message`: the recipient will never take it; `hub`: the hub could not read its own record. */
  readonly failure: 'message' | 'hub';
  /** A code, never a text of the recipient or of the content. */
  readonly reason: string;
  readonly attempts: number;
  readonly group: string;
  /** RFC 3339. */
  readonly failedAt: string;
}

/** Key, value and headers untouched, and beside them the hub's own and the six names that Kafka tools show (Kafka Connect's). */
export function deadLetterRecord(topic: string, record: StoredRecord, why: DeadLetterReason): RecordToPublish {
  return {
    topic,
    key: record.key,
    value: record.value ?? Buffer.alloc(0),
    ...(record.key === null ? { partition: record.partition } : {}),
    headers: {
      ...record.headers,
      'hub-dlq-class': why.failure,
      'hub-dlq-reason': why.reason,
      'hub-dlq-attempts': String(why.attempts),
      'hub-dlq-last-failure': why.failedAt,
      'hub-dlq-consumer-group': why.group,
      'hub-dlq-decision-id': record.headers['schakel-decision-id'] ?? '',
      '__connect.errors.topic': record.topic,
      '__connect.errors.partition': String(record.partition),
      '__connect.errors.offset': String(record.offset),
      '__connect.errors.stage': why.failure === 'hub' ? 'VALUE_CONVERTER' : 'TASK_PUT',
      '__connect.errors.connector.name': why.group,
      '__connect.errors.exception.message': why.reason,
    },
  };
}
