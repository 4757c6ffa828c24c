import type { Contracts, ReRouteOrder } from '#lib/contracts';
import type { BatchOutcome, MessageLog, RecordBatch, StoredRecord } from '#lib/messaging';
import { messageIdOf, type CaseLogKeys, type Logger, type TopicNames } from '#lib/platform';
import { HUB_SOURCE, reRouteRecord } from '#lib/routing';

export interface OrderTakerParts {
  readonly log: Pick<MessageLog, 'publish' | 'read'>;
  readonly topics: TopicNames;
  readonly contracts: Contracts;
  readonly keys: Pick<CaseLogKeys, 'verifyOrigin' | 'sign'>;
  /** RFC 3339, UTC. */
  readonly now: () => string;
  readonly logger: Logger;
  readonly alarm: () => void;
}

type Original = StoredRecord & { readonly value: Buffer };

/**
 * Operators' orders → records of the case log: the router alone writes there for the hub (decisions 26). An order that comes twice gives the
 * same record, which is a DUPLICATE in the log. One that can't be right is left out with an alarm, and holds up nothing.
 */
export class OrderTaker {
  constructor(private readonly parts: OrderTakerParts) {}

  async take(batch: RecordBatch): Promise<BatchOutcome> {
    try {
      for (const record of batch.records) {
        if (batch.isStale()) return { kind: 'retry', reason: 'the partition moves' };
        await this.takeOne(record);
        await batch.heartbeat();
      }
      return { kind: 'done' };
    } catch (error) {
      this.parts.logger.warn('Taking an order failed; it is taken again.', { partition: batch.partition, error });
      return { kind: 'retry', reason: 'writing failed' };
    }
  }

  private async takeOne(record: StoredRecord): Promise<void> {
    const order = this.read(record);
    if (order === null) return this.leaveOut(record, 'not an order of this hub');
    const original = await this.originalOf(order);
    if (original === null) return this.leaveOut(record, 'its message is not at that place of the case log');
    const { topics, contracts, keys, now } = this.parts;
    const signer = { topics, contracts, sign: keys.sign.bind(keys), now };
    const { logPartition: _partition, logOffset: _offset, ...asked } = order;
    await this.parts.log.publish([reRouteRecord(signer, original, asked)]);
    this.parts.logger.info('A message is decided again.', { messageId: order.messageId, planId: order.planId });
  }

  private read({ headers, value }: StoredRecord): ReRouteOrder | null {
    const { contracts, keys } = this.parts;
    if (value === null || headers['ce_source'] !== HUB_SOURCE) return null;
    if (keys.verifyOrigin(headers['schakel-origin-mac'], { headers, value }) !== 'whole') return null;
    const decoded = contracts.decode(value);
    return decoded.ok && decoded.code === 're-route-order' ? (decoded.content as unknown as ReRouteOrder) : null;
  }

  private async originalOf({ messageId, logPartition, logOffset }: ReRouteOrder): Promise<Original | null> {
    const { log, topics } = this.parts;
    for await (const page of log.read(topics.messages, logPartition, logOffset, logOffset + 1)) {
      const found = page.find(({ offset }) => offset === logOffset);
      if (found === undefined || found.value === null) continue;
      const { ce_source: source = '', ce_id: id = '' } = found.headers;
      return messageIdOf(source, id) === messageId ? { ...found, value: found.value } : null;
    }
    return null;
  }

  private leaveOut({ partition, offset }: StoredRecord, reason: string): void {
    this.parts.alarm();
    this.parts.logger.error('An order was left out.', { partition, offset, reason });
  }
}
