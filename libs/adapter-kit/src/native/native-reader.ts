import type { Endpoint } from '#lib/domain';
import type { BatchOutcome, MessageLog, RecordBatch, StoredRecord, Subscription } from '#lib/messaging';
import type { AgencyTopics, Clock, Logger, ProblemInit } from '#lib/platform';
import type { AgencyFormat } from '../definition/agency-format.js';
import type { Accepted } from '../inbound/accept-message.js';
import type { Client } from '../inbound/client.js';
import type { InboundPipeline } from '../inbound/inbound-pipeline.js';
import type { TokenBuckets } from '../inbound/token-bucket.js';
import { deadLetterRecord } from '../outbound/dead-letter-record.js';
import { nativeAnswer } from './native-answer.js';
import { readNativeRecord } from './read-native-record.js';

export interface NativeReaderParts {
  readonly endpoint: Endpoint;
  readonly format: AgencyFormat;
  /** Who alone may write to the agency's topic: the broker has seen to that. */
  readonly client: Client;
  readonly pipeline: Pick<InboundPipeline, 'receiveDocument'>;
  readonly log: Pick<MessageLog, 'publish' | 'subscribe'>;
  readonly topics: AgencyTopics;
  readonly deadLetters: string;
  readonly group: string;
  readonly quotas: TokenBuckets;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly count: (outcome: string) => void;
}

type Handled = { readonly id: string | null; readonly accepted: Accepted };

/** Says that the hub can't take it now: the record is taken again, and those behind it wait. */
const LATER: ReadonlySet<string> = new Set(['unavailable', 'in-progress']);

/**
 * The agency's own topic as a second door: each record goes through the same pipeline as a request, in order within its partition, and is
 * answered on the topic of receipts. What will never be accepted is answered and passed by; what can't be taken now is tried again, in order.
 */
export class NativeReader {
  constructor(private readonly parts: NativeReaderParts) {}

  start(): Promise<Subscription> {
    const { log, topics, group } = this.parts;
    return log.subscribe({ topics: [topics.in], groupId: group, from: 'beginning' }, (batch) => this.handle(batch));
  }

  async handle(batch: RecordBatch): Promise<BatchOutcome> {
    for (const [n, record] of batch.records.entries()) {
      // What was answered so far stays answered; another instance goes on, and meets accepted messages as repeats.
      const handled = batch.isStale() || !this.withinQuota() ? null : await this.take(record);
      if (handled === null) {
        return n === 0 ? { kind: 'retry', reason: 'not now' } : { kind: 'resume-at', offset: record.offset };
      }
      await this.answer(record, handled);
      await batch.heartbeat();
    }
    return { kind: 'done' };
  }

  /** null: not now. */
  private async take(record: StoredRecord): Promise<Handled | null> {
    const { client, pipeline, format, count } = this.parts;
    const read = readNativeRecord(format, record);
    const accepted = read.ok
      ? await pipeline.receiveDocument(client, format, read.parsed, record.headers['schakel-story-time'] ?? null)
      : { ok: false as const, problem: read.problem };
    if (!accepted.ok && LATER.has(accepted.problem.code)) return null;
    count(accepted.ok ? (accepted.repeated ? 'repeated' : 'accepted') : accepted.problem.code);
    return { id: read.ok ? shownId(read.id, format, accepted) : null, accepted };
  }

  /** The answer, and for a record that its sender could not find by an id its bytes as they came, where operators look. One request for both. */
  private async answer(record: StoredRecord, { id, accepted }: Handled): Promise<void> {
    const { log, topics, deadLetters, group, clock, logger, endpoint } = this.parts;
    const answer = nativeAnswer(topics.receipts, record, id, accepted);
    if (accepted.ok || id !== null) return void (await log.publish([answer]));
    const { code } = accepted.problem;
    logger.warn('A record of an agency’s topic could not be read.', {
      endpoint,
      partition: record.partition,
      offset: record.offset,
      reason: code,
    });
    const why = { failure: 'message', reason: code, attempts: 1, group, failedAt: clock.iso() } as const;
    await log.publish([deadLetterRecord(deadLetters, record, why), answer]);
  }

  private withinQuota(): boolean {
    const { quotas, client, clock } = this.parts;
    return quotas.take(client.name, clock.monotonic()).admitted;
  }
}

/** The sender's own id, unless the id itself is what was refused. */
function shownId(id: string | null, format: AgencyFormat, accepted: Accepted): string | null {
  const place = format.locate(null, '/id');
  return accepted.ok || !faults(accepted.problem).some(({ pointer }) => pointer === place) ? id : null;
}

function faults(problem: ProblemInit): readonly { readonly pointer: string }[] {
  return problem.errors ?? [];
}
