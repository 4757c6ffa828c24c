import { answersMetadata } from './kafka/answers-metadata.js';
import { LocalClusterError } from './local-cluster-error.js';
import { answersQuery } from './postgres/answers-query.js';

/** @throws LocalClusterError when no broker of KAFKA_BROKERS answers */
export async function checkBrokers(brokers: string): Promise<void> {
  const answers = await Promise.all(brokers.split(',').map((broker) => brokerAnswers(broker.trim())));
  if (answers.some(Boolean)) return;
  throw new LocalClusterError(
    `No Kafka broker answers at KAFKA_BROKERS=${brokers}.`,
    'Start it, correct the address (host:port, comma-separated), or unset KAFKA_BROKERS.',
  );
}

/** @throws LocalClusterError when the database of DATABASE_URL does not answer; the address is not repeated, for it holds a password */
export async function checkDatabase(url: string): Promise<void> {
  try {
    await answersQuery(url);
  } catch (cause) {
    const { code, message } = cause as { code?: string; message?: string };
    throw new LocalClusterError(
      `The database of DATABASE_URL does not answer (${code ?? message ?? 'unknown reason'}).`,
      'Start it, correct the address (postgres://user:password@host:port/database), or unset DATABASE_URL.',
    );
  }
}

function brokerAnswers(broker: string): Promise<boolean> {
  const at = broker.lastIndexOf(':');
  const port = Number(broker.slice(at + 1));
  if (at < 1 || !Number.isInteger(port) || port < 1 || port > 65_535) return Promise.resolve(false);
  // A broker that asks who one is, or speaks TLS, closes the connection on a plain request; that is an answer too.
  return answersMetadata(broker.slice(0, at), port, 5_000).catch(
    (error: { code?: string }) => error.code === 'ECONNRESET',
  );
}
