import { type BrokerAccess } from '#lib/platform';
import { silentLogger } from '../messaging-logger.port.js';
import { kafkaClient } from './kafka-client.js';
import { KafkaTopics } from './kafka-topics.js';

/** Logs in and asks for the brokers, once. @throws when none answers, or when it does not let this principal in */
export async function reachesBroker(access: BrokerAccess): Promise<void> {
  const kafka = kafkaClient({ access, clientId: 'schakel-check', logger: silentLogger }, { retries: 0 });
  await new KafkaTopics(kafka).check();
}
