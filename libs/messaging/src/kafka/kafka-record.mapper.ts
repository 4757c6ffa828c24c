import { type StoredRecord } from '../message-log.port.js';
import { type FetchedMessage } from './kafka-cluster.js';

type HeaderValue = NonNullable<FetchedMessage['headers']>[string];

/** Of a repeated header the last counts, as with `lastHeader` of the Java client. */
function headerText(value: HeaderValue): string {
  const last = Array.isArray(value) ? value[value.length - 1] : value;
  return last === null || last === undefined ? '' : last.toString('utf8');
}

/** Turns kafkajs's view of a message (buffers, offsets as text) into the port's. */
export function toStoredRecord(topic: string, partition: number, message: FetchedMessage): StoredRecord {
  const headers: Record<string, string> = {};
  for (const name in message.headers) headers[name] = headerText(message.headers[name]);
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key === null ? null : message.key.toString('utf8'),
    value: message.value,
    headers,
  };
}
