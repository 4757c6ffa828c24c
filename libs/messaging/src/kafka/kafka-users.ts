import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type BrokerUser } from '#lib/platform';
import { type Kafka } from 'kafkajs';
import { type KafkaRequest, openCluster } from './kafka-cluster.js';
import { alterUsers, listUsers, type ScramUpsertion, type UserAnswer } from './kafka-scram.protocol.js';

/** Kafka's least. The passwords are 256 random bits, which nobody guesses; more rounds would only slow every connection down. */
const ITERATIONS = 4096;
const derive = promisify(pbkdf2);

/** Gives each user its password, and takes away those of `owned` that are not wanted any more. */
export async function setUsers(
  kafka: Kafka,
  wanted: readonly BrokerUser[],
  owned: (username: string) => boolean,
): Promise<{ readonly removed: number }> {
  const known = await ask(kafka, listUsers());
  const names = new Set(wanted.map(({ username }) => username));
  const deletions = known.map(({ user }) => user).filter((user) => owned(user) && !names.has(user));
  const upsertions = await Promise.all(wanted.map(upsertionOf));
  if (upsertions.length + deletions.length > 0) await ask(kafka, alterUsers({ upsertions, deletions }));
  return { removed: deletions.length };
}

async function upsertionOf({ username, password }: BrokerUser): Promise<ScramUpsertion> {
  const salt = randomBytes(32);
  const saltedPassword = await derive(password, salt, ITERATIONS, 64, 'sha512');
  return { name: username, iterations: ITERATIONS, salt, saltedPassword };
}

async function ask(kafka: Kafka, request: KafkaRequest<readonly UserAnswer[]>): Promise<readonly UserAnswer[]> {
  const cluster = openCluster(kafka);
  try {
    await cluster.connect();
    await cluster.refreshMetadata();
    const broker = await cluster.findControllerBroker();
    const answers = await broker.connectionPool.send(request);
    const refused = answers.filter(({ errorCode }) => errorCode !== 0);
    if (refused.length === 0) return answers;
    const codes = [...new Set(refused.map(({ errorCode }) => errorCode))].join(', ');
    throw new Error(`${request.request.apiName} was refused for ${refused.length} user(s), with error ${codes}`);
  } finally {
    await cluster.disconnect().catch(() => undefined);
  }
}
