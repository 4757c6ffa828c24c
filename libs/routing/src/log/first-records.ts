import type { StoredRecord } from '#lib/messaging';
import { authenticRecord } from '../record/authentic-record.js';
import type { KnownLog, LogSetUp } from './log-set-up.js';

/** Stands for the log id when the first record is not one of this hub's. */
const NO_LOG_OF_OURS = 'another log';

/** What the broker holds at the beginning of each partition of the case log: the log id; null for an empty partition. */
export type FirstRecords = readonly (string | null)[] | null;

const WAYS_OUT =
  'Use the server that belongs to it (KAFKA_BROKERS, DATABASE_URL, SCHAKEL_PREFIX), or start again from nothing with --fresh.';

type Reading = Pick<LogSetUp, 'log' | 'topics' | 'contracts' | 'verify'>;

/** null when the broker has no case log at all. */
export async function firstRecords(from: Reading): Promise<FirstRecords> {
  const topic = from.topics.messages;
  if (!(await from.log.topics()).includes(topic)) return null;
  const ends = await from.log.ends(topic);
  return Promise.all(
    ends.map(async ({ partition, low, high }) => {
      if (high === 0) return null;
      const first = await firstOf(from.log.read(topic, partition, low, low + 1));
      return (first && logIdIn(from, first)) ?? NO_LOG_OF_OURS;
    }),
  );
}

/** The text for the person who started it, or null when broker and database belong together. */
export function findMismatch(known: KnownLog | null, found: FirstRecords): string | null {
  const first = found?.filter((id) => id !== null) ?? [];
  if (known === null) {
    if (first.length === 0) return null;
    return `Kafka holds a case log that this database does not know: an existing broker beside a new database. ${WAYS_OUT}`;
  }
  if (first.some((id) => id !== known.logId)) {
    return `Kafka holds another case log than the one this database belongs to. ${WAYS_OUT}`;
  }
  if (known.state === 'READY' && first.length < known.partitions) {
    return `This database belongs to a case log that Kafka does not hold: a new broker beside an existing database. ${WAYS_OUT}`;
  }
  return null;
}

function logIdIn(from: Reading, record: StoredRecord): string | null {
  const keys = { verifyOrigin: from.verify.bind(from) };
  const authentic = authenticRecord(keys, record);
  const decoded = authentic === null ? null : from.contracts.decode(authentic.value);
  return decoded?.ok === true && decoded.code === 'log-opened' ? String(decoded.content['logId']) : null;
}

async function firstOf(batches: AsyncIterable<readonly StoredRecord[]>): Promise<StoredRecord | null> {
  for await (const batch of batches) if (batch[0] !== undefined) return batch[0];
  return null;
}
