import type { BatchOutcome, RecordBatch, StoredRecord, Subscription } from '#lib/messaging';
import type { DeliveryRecord, IncomingDelivery } from '#lib/persistence';
import { deadLetterRecord } from './dead-letter-record.js';
import type { DeliveryRunner } from './delivery-runner.js';
import type { OutboundParts } from './outbound-parts.js';
import type { PullQueue } from './pull-queue.js';
import { readDelivery } from './read-delivery.js';
import { unreadableDelivery } from './unreadable-delivery.js';

/**
 * Takes one endpoint's deliveries from their topic into rows: numbers, watermark, bytes and lanes in one transaction. With that a batch is
 * done, whatever the recipients do; who pushes or fetches works from the rows.
 */
export class OutboundPipeline {
  constructor(
    private readonly parts: OutboundParts,
    private readonly runner: Pick<DeliveryRunner, 'takeOptions' | 'hand'>,
    private readonly queue: Pick<PullQueue, 'wake'> | null = null,
  ) {}

  start(): Promise<Subscription> {
    const { log, topics, group } = this.parts;
    return log.subscribe({ topics: [topics.delivery], groupId: group, from: 'beginning' }, (batch) =>
      this.handle(batch),
    );
  }

  /** receive → deduplicate. A throw hands the batch over again; what was taken is then known. */
  async handle(batch: Pick<RecordBatch, 'records'>): Promise<BatchOutcome> {
    const { contracts, endpoint, deliveries } = this.parts;
    const read = batch.records.map((record) => ({ record, request: readDelivery(contracts, endpoint, record) }));
    for (const { record, request } of read) if (request === null) await this.setAside(record);
    const incoming = read.flatMap(({ record, request }): IncomingDelivery[] =>
      request === null ? [] : [{ ...request, record: bytesOf(record) }],
    );
    const result = await deliveries.take(incoming, this.runner.takeOptions());
    const repeats = result.taken.filter(({ kind }) => kind !== 'taken').length;
    if (repeats > 0) this.parts.count('dropped-repeat', repeats);
    this.runner.hand(result, new Map(incoming.map(({ deliveryId, record }) => [deliveryId, record])));
    if (incoming.some((one) => this.parts.fetches(one))) this.queue?.wake();
    return { kind: 'done' };
  }

  /** A record that the router did not write so: no delivery, because nothing in it can be trusted, but to be found in the quarantine. */
  private async setAside(record: StoredRecord): Promise<void> {
    const { logger, log, topics, group, clock, count, contracts, endpoint, quarantine } = this.parts;
    logger.error('A record of a delivery topic could not be read.', {
      partition: record.partition,
      offset: record.offset,
    });
    const why = { failure: 'hub', reason: 'headers', attempts: 0, group, failedAt: clock.iso() } as const;
    await quarantine.note([unreadableDelivery(contracts, endpoint, record)]);
    await log.publish([deadLetterRecord(topics.deadLetter, record, why)]);
    count('unreadable');
  }
}

function bytesOf({ key, value, headers }: StoredRecord): DeliveryRecord {
  return { key, value: value ?? Buffer.alloc(0), headers };
}
