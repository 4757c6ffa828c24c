import type { Endpoint } from '#lib/domain';
import { openKafkaLog, type BatchOutcome, type MessageLog, type RecordBatch, type StoredRecord } from '#lib/messaging';
import {
  agencyPrincipalOf,
  type AgencyTopics,
  fieldsFirst,
  type HubConfig,
  type Logger,
  openBrokerAccess,
  systemClock,
  topicNames,
} from '#lib/platform';
import type { Inbox } from '../inbox/inbox.js';
import type { AgencyLanguages } from '../languages/agency-languages.js';

export interface KafkaAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Parts {
  readonly endpoint: Endpoint;
  readonly log: MessageLog;
  readonly topics: AgencyTopics;
  readonly inbox: Inbox;
  readonly languages: AgencyLanguages;
  readonly logger: Logger;
}

const DEADLINE_MS = 20_000;
/** Answers that came before anybody asked for them, or to records of an earlier run. */
const UNCLAIMED = 1000;

/** An agency that speaks Kafka itself: writes to its own topic, reads the answers and its deliveries, all as its own principal. */
export class AgencyOnKafka {
  private readonly unclaimed = new Map<string, KafkaAnswer>();
  private readonly waiting = new Map<string, (answer: KafkaAnswer) => void>();

  private constructor(private readonly parts: Parts) {}

  static async open(
    config: HubConfig,
    endpoint: Endpoint,
    inbox: Inbox,
    languages: AgencyLanguages,
    logger: Logger,
  ): Promise<AgencyOnKafka> {
    const principal = agencyPrincipalOf(endpoint);
    const access = openBrokerAccess(config, principal);
    const log = await openKafkaLog({ access, clientId: principal, logger: fieldsFirst(logger) });
    const topics = topicNames(config.prefix).agency(endpoint);
    const agency = new AgencyOnKafka({ endpoint, log, topics, inbox, languages, logger });
    const group = `${config.prefix}.agency.${endpoint.toLowerCase()}.simulator`;
    await log.subscribe({ topics: [topics.receipts], groupId: `${group}.receipts`, from: 'end' }, (batch) =>
      agency.each(batch, (record) => agency.answered(record)),
    );
    await log.subscribe({ topics: [topics.out], groupId: group, from: 'beginning' }, (batch) =>
      agency.each(batch, (record) => agency.delivered(record)),
    );
    return agency;
  }

  get endpoint(): Endpoint {
    return this.parts.endpoint;
  }

  /** Resolves with the hub's answer to this record. @throws when there is none within 20 s */
  async send(contentType: string, body: string, storyTime: string | null): Promise<KafkaAnswer> {
    const { log, topics } = this.parts;
    const headers = {
      'content-type': contentType,
      ...(storyTime === null ? {} : { 'schakel-story-time': storyTime }),
    };
    // One partition: a played story is one case, and its steps have an order.
    const [place] = await log.publish([
      { topic: topics.in, key: null, partition: 0, value: Buffer.from(body), headers },
    ]);
    const at = `${place?.partition}/${place?.offset}`;
    const there = this.unclaimed.get(at);
    if (this.unclaimed.delete(at) && there !== undefined) return there;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(at);
        reject(new Error('Waiting for the answer to a record: none came.'));
      }, DEADLINE_MS);
      this.waiting.set(at, (answer) => {
        clearTimeout(timer);
        this.waiting.delete(at);
        resolve(answer);
      });
    });
  }

  close(): Promise<void> {
    return this.parts.log.close();
  }

  private each(batch: RecordBatch, take: (record: StoredRecord) => void): Promise<BatchOutcome> {
    batch.records.forEach(take);
    return Promise.resolve({ kind: 'done' });
  }

  private answered({ value }: StoredRecord): void {
    const { record, status, receipt, problem } = JSON.parse(value?.toString('utf8') ?? '{}') as {
      readonly record: { readonly partition: number; readonly offset: number };
      readonly status: number;
      readonly receipt?: unknown;
      readonly problem?: unknown;
    };
    const at = `${record.partition}/${record.offset}`;
    const answer = { status, body: receipt ?? problem };
    const waiter = this.waiting.get(at);
    if (waiter !== undefined) return waiter(answer);
    this.unclaimed.set(at, answer);
    const [oldest] = this.unclaimed.keys();
    if (this.unclaimed.size > UNCLAIMED && oldest !== undefined) this.unclaimed.delete(oldest);
  }

  private delivered({ value, headers, offset, partition }: StoredRecord): void {
    const { endpoint, inbox, languages, logger } = this.parts;
    const contentType = headers['content-type'] ?? '';
    const read = languages.read(endpoint, contentType, value ?? Buffer.alloc(0));
    if (!read.ok) return logger.error('A delivery is not in the agency’s language.', { endpoint, partition, offset });
    const text = (name: string): string => {
      const found = read.value[name];
      return typeof found === 'string' ? found : '';
    };
    inbox.take({
      id: text('id'),
      endpoint,
      unit: null,
      type: text('type'),
      subject: text('subject'),
      sequence: Number(headers['schakel-sequence']),
      receivedAt: systemClock.iso(),
      event: read.value,
      raw: value?.toString('utf8') ?? '',
      contentType,
    });
  }
}
