import { logLevel, type LogEntry, type logCreator } from 'kafkajs';
import { type MessagingLogger } from '../messaging-logger.port.js';

/**
 * Conditions that kafkajs reports as errors and then solves itself: a fresh broker still loads its coordinators, groups
 * rebalance, leaders move. Crashes are reported by the subscription's own supervisor.
 */
const NOISE =
  /coordinator|rebalanc|leader|re-?join|^Crash:|retriable|not aware of this member|topic-partition|Limiting retries/i;

/** kafkajs's name of a field → ours; its `error` is a sentence of the broker, not an exception. */
const FIELDS = {
  groupId: 'groupId',
  topic: 'topic',
  partition: 'partition',
  broker: 'broker',
  retryCount: 'retryCount',
  error: 'reason',
  apiName: 'apiName',
} as const;

/** A broker that is away gives dozens of equal lines a second; one in this time is enough. */
const REPEAT_AFTER_MS = 30_000;

/** Passes on what kafkajs logs: errors that are neither noise nor a recent repeat as warnings, all else at debug. Only named fields pass. */
export function quietLogCreator(logger: MessagingLogger, now: () => number = Date.now): logCreator {
  const lastWarned = new Map<string, number>();
  const worthWarning = ({ level, namespace, log }: LogEntry): boolean => {
    const detail = typeof log['error'] === 'string' ? log['error'] : '';
    if (level !== logLevel.ERROR || NOISE.test(`${log.message} ${detail}`)) return false;
    const kind = `${namespace} ${log.message.slice(0, 30)}`;
    const last = lastWarned.get(kind);
    if (last !== undefined && now() - last < REPEAT_AFTER_MS) return false;
    lastWarned.set(kind, now());
    return true;
  };
  return () => (entry: LogEntry) => {
    const fields: Record<string, unknown> = { client: 'kafkajs', namespace: entry.namespace };
    for (const [theirs, ours] of Object.entries(FIELDS)) {
      const value: unknown = entry.log[theirs];
      if (typeof value === 'string' || typeof value === 'number') fields[ours] = value;
    }
    logger[worthWarning(entry) ? 'warn' : 'debug'](fields, entry.log.message);
  };
}
