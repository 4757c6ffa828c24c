import { createRequire } from 'node:module';
import type { BrokerAccess } from '#lib/platform';
import { openCluster, type KafkaCluster, type KafkaRequest } from './kafka-cluster.js';
import { kafkaClient } from './kafka-client.js';
import { silentLogger } from '../messaging-logger.port.js';

interface Protocol<Answer> {
  protocol(options: { version: number }): (request: Record<string, unknown>) => KafkaRequest<Answer>;
}
interface Answered {
  readonly partitions: readonly { readonly errorCode: number }[];
}

const require = createRequire(import.meta.url);
const protocolOf = <Answer>(name: string): Protocol<Answer> =>
  require(`kafkajs/src/protocol/requests/${name}/index.js`) as Protocol<Answer>;

/** Error codes of the protocol. */
const ALLOWED = 0;
const TOPIC_REFUSED = 29;
const GROUP_REFUSED = 30;
const TRANSACTIONAL_ID_REFUSED = 53;

/**
 * Asks a broker what one principal may do by doing it, with bare requests: the answers are the broker's own, about each topic or group, and no
 * client stands between that gives up early or looks first.
 */
export class BrokerProbe {
  private constructor(private readonly cluster: KafkaCluster) {}

  static async open(access: BrokerAccess): Promise<BrokerProbe> {
    const cluster = openCluster(kafkaClient({ access, clientId: 'probe', logger: silentLogger }));
    await cluster.connect();
    await cluster.refreshMetadata();
    return new BrokerProbe(cluster);
  }

  /** The topics to which a record could be written; it is. */
  async writable(topics: readonly string[]): Promise<readonly string[]> {
    const messages = [{ key: null, value: Buffer.from('probe'), headers: {} }];
    const topicData = topics.map((topic) => ({ topic, partitions: [{ partition: 0, firstSequence: -1, messages }] }));
    const { topics: answers } = await this.ask<{ topics: readonly (Answered & { topicName: string })[] }>(
      'produce',
      7,
      {
        acks: -1,
        timeout: 10_000,
        topicData,
      },
    );
    return allowed(answers, ({ topicName }) => topicName);
  }

  /** The topics from which a record could be fetched. */
  async readable(topics: readonly string[]): Promise<readonly string[]> {
    const partitions = [{ partition: 0, currentLeaderEpoch: -1, fetchOffset: '0', maxBytes: 1024 }];
    const request = { replicaId: -1, maxWaitTime: 1, minBytes: 0, maxBytes: 65_536, isolationLevel: 0 };
    const { responses } = await this.ask<{ responses: readonly (Answered & { topicName: string })[] }>('fetch', 11, {
      ...request,
      topics: topics.map((topic) => ({ topic, partitions })),
    });
    return allowed(responses, ({ topicName }) => topicName);
  }

  /** Could it commit an offset for this group, as members do? The group must have no members. */
  async mayJoin(groupId: string, topic: string): Promise<boolean> {
    const { responses } = await this.ask<{ responses: readonly Answered[] }>('offsetCommit', 5, {
      groupId,
      groupGenerationId: -1,
      memberId: '',
      topics: [{ topic, partitions: [{ partition: 0, offset: '0' }] }],
    });
    const code = responses[0]?.partitions[0]?.errorCode ?? -1;
    // The group is asked about first; the topic, which need not be allowed, only then.
    return code !== GROUP_REFUSED;
  }

  /** A producer that writes to several partitions as one. */
  async mayUseTransactions(transactionalId: string): Promise<boolean> {
    const { errorCode } = await this.ask<{ errorCode: number }>('initProducerId', 0, {
      transactionalId,
      transactionTimeout: 10_000,
    });
    // Asked first of all; a coordinator that is still loading, or is elsewhere, says so only to whom it may.
    return errorCode !== TRANSACTIONAL_ID_REFUSED;
  }

  close(): Promise<void> {
    return this.cluster.disconnect();
  }

  private async ask<Answer>(name: string, version: number, body: Record<string, unknown>): Promise<Answer> {
    const { request, response } = protocolOf<Answer>(name).protocol({ version })(body);
    const broker = await this.cluster.findControllerBroker();
    // Parsing would throw at the first refusal; here the refusals are what is asked for.
    const parse = (answer: Answer): Promise<Answer> => Promise.resolve(answer);
    return broker.connectionPool.send({ request, response: { decode: (bytes) => response.decode(bytes), parse } });
  }
}

function allowed<One extends Answered>(answers: readonly One[], nameOf: (answer: One) => string): readonly string[] {
  return answers
    .filter(({ partitions }) => {
      const code = partitions[0]?.errorCode ?? -1;
      if (code !== ALLOWED && code !== TOPIC_REFUSED) throw new Error(`Unexpected error code ${code}`);
      return code === ALLOWED;
    })
    .map(nameOf)
    .sort();
}
