import type { BatchOutcome, RecordBatch, Subscription } from '#lib/messaging';
import { deadLetterRecord } from './dead-letter-record.js';
import { deliverRecord, type TakenRecord } from './deliver-record.js';
import { inLanes } from './in-lanes.js';
import type { OutboundParts } from './outbound-parts.js';
import { readDelivery } from './read-delivery.js';

/** Asks so often whether the partition has moved, and tells the group that this instance lives. The session lasts 10 s. */
const PULSE_MS = 1000;

/**
 * One endpoint's deliveries: in order per recipient unit and case (and lane), at the same time across cases. A batch is done when each of
 * its records is delivered, held or in the dead letters; what was done of a batch that comes again is known from its rows.
 */
export class OutboundPipeline {
  constructor(
    private readonly parts: OutboundParts,
    private readonly pulseMs = PULSE_MS,
  ) {}

  start(): Promise<Subscription> {
    const { log, topics, group } = this.parts;
    return log.subscribe({ topics: [topics.delivery], groupId: group, from: 'beginning' }, (batch) =>
      this.handle(batch),
    );
  }

  async handle(batch: RecordBatch): Promise<BatchOutcome> {
    const stop = new AbortController();
    const pulse = setInterval(() => void this.beat(batch, stop), this.pulseMs);
    try {
      const taken = await this.take(batch);
      const ends = await inLanes(taken, stop.signal, (one) => deliverRecord(this.parts, one, stop.signal));
      return ends.every((end) => end === 'done') ? { kind: 'done' } : { kind: 'retry', reason: 'stopping' };
    } finally {
      clearInterval(pulse);
      stop.abort();
    }
  }

  private async beat(batch: RecordBatch, stop: AbortController): Promise<void> {
    if (batch.isStale()) stop.abort();
    else await batch.heartbeat().catch(() => stop.abort());
  }

  /** receive → deduplicate: rows, numbers and watermark for the whole batch in one transaction. */
  private async take(batch: RecordBatch): Promise<TakenRecord[]> {
    const { contracts, endpoint, deliveries } = this.parts;
    const read = batch.records.map((record) => ({ record, request: readDelivery(contracts, endpoint, record) }));
    for (const { record, request } of read) if (request === null) await this.setAside(record);
    const readable = read.flatMap(({ record, request }) => (request === null ? [] : [{ record, request }]));
    const taken = await deliveries.take(readable.map(({ request }) => request));
    return readable.flatMap(({ record }, n) => {
      const one = taken[n];
      if (one === undefined || one.kind === 'older') {
        this.parts.count('dropped-repeat');
        return [];
      }
      return [{ record, delivery: one.delivery }];
    });
  }

  /** A record that the router did not write so; it has no row, because nothing in it can be trusted. */
  private async setAside(record: RecordBatch['records'][number]): Promise<void> {
    const { logger, log, topics, group, clock, count } = this.parts;
    logger.error('A record of a delivery topic could not be read.', {
      partition: record.partition,
      offset: record.offset,
    });
    const why = { failure: 'hub', reason: 'headers', attempts: 0, group, failedAt: clock.iso() } as const;
    await log.publish([deadLetterRecord(topics.deadLetter, record, why)]);
    count('unreadable');
  }
}
