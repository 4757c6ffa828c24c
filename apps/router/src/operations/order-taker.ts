import type { Contracts, ReReadOrder, ReRouteOrder } from '#lib/contracts';
import type { BatchOutcome, MessageLog, RecordBatch, RecordToPublish, StoredRecord } from '#lib/messaging';
import { messageIdOf, type CaseLogKeys, type Logger, type TopicNames } from '#lib/platform';
import { HUB_SOURCE, readAgain, reRouteRecord } from '#lib/routing';

export interface OrderTakerParts {
  readonly log: Pick<MessageLog, 'publish' | 'read'>;
  readonly topics: TopicNames;
  readonly contracts: Contracts;
  readonly keys: Pick<CaseLogKeys, 'verifyOrigin' | 'caseKeyOf' | 'sign'>;
  /** Partition of the case log in which the records of a case belong. */
  readonly partitionOf: (caseKey: string) => number;
  /** RFC 3339, UTC. */
  readonly now: () => string;
  readonly logger: Logger;
  readonly alarm: () => void;
}

type Order =
  | { readonly kind: 're-route'; readonly order: ReRouteOrder }
  | { readonly kind: 're-read'; readonly order: ReReadOrder };

/** What an order asks for, as a record of the case log; or why it can't be right. */
type Wanted = { readonly record: RecordToPublish; readonly what: string } | { readonly fault: string };

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

  private async takeOne(stored: StoredRecord): Promise<void> {
    const order = this.read(stored);
    if (order === null) return this.leaveOut(stored, 'not an order of this hub');
    const wanted =
      order.kind === 're-route' ? await this.decideAgain(order.order) : await this.readOnceMore(order.order);
    if ('fault' in wanted) return this.leaveOut(stored, wanted.fault);
    await this.parts.log.publish([wanted.record]);
    const { planId, logPartition: partition, logOffset: offset } = order.order;
    this.parts.logger.info(wanted.what, { planId, partition, offset });
  }

  private read({ headers, value }: StoredRecord): Order | null {
    const { contracts, keys } = this.parts;
    if (value === null || headers['ce_source'] !== HUB_SOURCE) return null;
    if (keys.verifyOrigin(headers['schakel-origin-mac'], { headers, value }) !== 'whole') return null;
    const decoded = contracts.decode(value);
    if (!decoded.ok) return null;
    const { code, content } = decoded;
    if (code === 're-route-order') return { kind: 're-route', order: content as unknown as ReRouteOrder };
    return code === 're-read-order' ? { kind: 're-read', order: content as unknown as ReReadOrder } : null;
  }

  private async decideAgain(order: ReRouteOrder): Promise<Wanted> {
    const { logPartition, logOffset, ...asked } = order;
    const original = await this.at(logPartition, logOffset);
    const { ce_source: source = '', ce_id: id = '' } = original?.headers ?? {};
    if (original?.value == null || messageIdOf(source, id) !== order.messageId) {
      return { fault: 'its message is not at that place of the case log' };
    }
    const { topics, contracts, keys, now } = this.parts;
    const signer = { topics, contracts, sign: keys.sign.bind(keys), now };
    const record = reRouteRecord(signer, { ...original, value: original.value }, asked);
    return { record, what: 'A message is decided again.' };
  }

  /** As it stands, key and headers too; into the partition of its case, wherever it was found. */
  private async readOnceMore({ logPartition, logOffset, valueHash }: ReReadOrder): Promise<Wanted> {
    const again = readAgain(this.parts, await this.at(logPartition, logOffset));
    if (again.kind === 'UNREADABLE') return { fault: `its record can’t be read: ${again.why}` };
    if (again.valueHash !== valueHash) return { fault: 'other bytes stand at that place of the case log' };
    const { key, value, headers } = again.record;
    const record = { topic: this.parts.topics.messages, key, value, headers, partition: again.partition };
    return { record, what: 'A record that was set aside is read again.' };
  }

  private async at(partition: number, offset: number): Promise<StoredRecord | null> {
    const { log, topics } = this.parts;
    for await (const page of log.read(topics.messages, partition, offset, offset + 1)) {
      const found = page.find((record) => record.offset === offset);
      if (found !== undefined) return found;
    }
    return null;
  }

  private leaveOut({ partition, offset }: StoredRecord, reason: string): void {
    this.parts.alarm();
    this.parts.logger.error('An order was left out.', { partition, offset, reason });
  }
}
