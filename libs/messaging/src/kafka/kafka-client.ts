import { type BrokerAccess, type BrokerLogin } from '#lib/platform';
import { Kafka, type KafkaConfig, type logCreator, logLevel, type RetryOptions, type SASLOptions } from 'kafkajs';
import { type MessagingLogger } from '../messaging-logger.port.js';
import { quietLogCreator } from './kafka-log-creator.js';
import { leanEncoder } from './kafka-encoder.patch.js';
import { calmRequestQueue } from './kafka-timer.patch.js';
import { registerZstd } from './zstd.codec.js';

export interface KafkaClientOptions {
  readonly access: BrokerAccess;
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
export function kafkaClient(
  { access, clientId, logger }: KafkaClientOptions,
  retry: RetryOptions = CLIENT_RETRY,
): Kafka {
  calmRequestQueue();
  leanEncoder();
  registerZstd();
  return new Kafka({
    brokers: [...access.brokers],
    ...securityOf(access),
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry,
    logLevel: logLevel.INFO,
    logCreator: logCreatorOf(logger),
  });
}

function securityOf({ tls, login }: BrokerAccess): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  return {
    ...(tls === null
      ? {}
      : {
          ssl: {
            ...(tls.ca === undefined ? {} : { ca: [tls.ca] }),
            ...(tls.certificate === undefined ? {} : { cert: tls.certificate, key: tls.key }),
          },
        }),
    ...(login === null ? {} : { sasl: saslOf(login) }),
  };
}

/** kafkajs tells the mechanisms apart by their types, though all three take the same. */
function saslOf({ mechanism, username, password }: BrokerLogin): SASLOptions {
  return { mechanism, username, password };
}
