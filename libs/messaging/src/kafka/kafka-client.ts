import { Kafka, type logCreator, logLevel } from 'kafkajs';
import { type MessagingLogger } from '../messaging-logger.port.js';
import { quietLogCreator } from './kafka-log-creator.js';
import { leanEncoder } from './kafka-encoder.patch.js';
import { calmRequestQueue } from './kafka-timer.patch.js';
import { registerZstd } from './zstd.codec.js';

export interface KafkaClientOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly logger: MessagingLogger;
}

/** Short steps: a request that is lost costs a second, not the half minute of kafkajs's default back-off. */
export const CLIENT_RETRY = { initialRetryTime: 50, maxRetryTime: 1_000, multiplier: 2, factor: 0.2, retries: 5 };

/**
 * Some 20 s in all, the time in which a restarted broker or a new leader is back. After that the publisher hears that it
 * failed (503 at the edge) instead of waiting for ever. Within it the same request is repeated under the same numbers, so
 * nothing doubles.
 */
export const PUBLISH_RETRY = { ...CLIENT_RETRY, retries: 22 };

const logCreators = new WeakMap<MessagingLogger, logCreator>();

/** One per logger, so that the clients of a process share what they have warned of. */
function logCreatorOf(logger: MessagingLogger): logCreator {
  const creator = logCreators.get(logger) ?? quietLogCreator(logger);
  logCreators.set(logger, creator);
  return creator;
}

/**
 * A new kafkajs client. Each subscription takes one of its own: a client shares the committed offsets of a group between all
 * its consumers, and clears them for all at a rebalance of one.
 */
export function kafkaClient({ brokers, clientId, logger }: KafkaClientOptions, retry = CLIENT_RETRY): Kafka {
  calmRequestQueue();
  leanEncoder();
  registerZstd();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry,
    logLevel: logLevel.INFO,
    logCreator: logCreatorOf(logger),
  });
}
