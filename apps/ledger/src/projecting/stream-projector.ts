import type { BatchOutcome, RecordBatch, StoredRecord } from '#lib/messaging';
import type { Ledger } from '#lib/persistence';
import type { Logger } from '#lib/platform';
import type { LedgerMetrics } from '../ledger.metrics.js';
import { alignWithPosition } from './align-with-position.js';
import type { Stream } from './stream.js';

/** So many records between two transactions: enough to share their cost, few enough to keep the membership. */
const CHUNK = 250;

export interface ProjectorParts {
  readonly ledger: Pick<Ledger, 'openPosition'>;
  /** Of the case log that this database belongs to. */
  readonly logId: string;
  /** First offset that the broker still holds. */
  lowOf(batch: RecordBatch): Promise<number>;
  readonly metrics: LedgerMetrics;
  readonly logger: Logger;
}

/**
 * One topic → its tables, exactly once: the position moves in the transaction that stores the entries, and only from where it was expected
 * to be. What arrives again is either the same or stops the partition.
 */
export class StreamProjector<E extends { readonly topicOffset: number }> {
  /** Partition → next offset, as far as this process knows; the stored position rules. */
  private readonly next = new Map<number, number>();

  constructor(
    private readonly stream: Stream<E>,
    private readonly parts: ProjectorParts,
  ) {}

  async project(batch: RecordBatch): Promise<BatchOutcome> {
    const { partition } = batch;
    try {
      const outcome = await this.projectBatch(batch);
      if (outcome.kind !== 'done') this.next.delete(partition);
      if (outcome.kind === 'halt') {
        this.parts.metrics.alarm(this.stream.name);
        const { topic } = batch;
        this.parts.logger.error('The ledger stops taking a partition.', { topic, partition, reason: outcome.reason });
      }
      return outcome;
    } catch (error) {
      this.next.delete(partition);
      this.parts.logger.warn('Storing failed; the batch is taken again.', { topic: batch.topic, partition, error });
      return { kind: 'retry', reason: 'storing failed' };
    }
  }

  private async projectBatch(batch: RecordBatch): Promise<BatchOutcome> {
    const { partition, records } = batch;
    const [first] = records;
    if (first === undefined) return { kind: 'done' };
    let next = this.next.get(partition);
    if (next === undefined || next !== first.offset) {
      const { ledger, logId } = this.parts;
      const position = await ledger.openPosition(this.stream.name, partition, logId);
      const start = alignWithPosition(batch, position, logId, await this.parts.lowOf(batch));
      if (start.kind !== 'here') return start;
      next = position.nextOffset;
    }
    let at = records.findIndex(({ offset }) => offset === next);
    for (; at < records.length; at += CHUNK) {
      if (batch.isStale()) return { kind: 'resume-at', offset: next };
      const chunk = records.slice(at, at + CHUNK);
      const outcome = await this.take(partition, next, chunk);
      if (outcome.kind !== 'done') return outcome;
      next = (chunk.at(-1)?.offset ?? next) + 1;
      this.next.set(partition, next);
      this.parts.metrics.lag(this.stream.name, partition, batch.highWatermark - next);
      await batch.heartbeat();
    }
    return { kind: 'done' };
  }

  private async take(partition: number, next: number, records: readonly StoredRecord[]): Promise<BatchOutcome> {
    const { logId, metrics } = this.parts;
    const entries: E[] = [];
    let foreign: { readonly offset: number; readonly reason: string } | null = null;
    for (const record of records) {
      const mapped = this.stream.entryOf(record, logId);
      if (mapped.kind === 'FOREIGN') {
        foreign = { offset: record.offset, reason: mapped.reason };
        break;
      }
      entries.push(mapped.entry);
    }
    const nextOffset = foreign?.offset ?? (records.at(-1)?.offset ?? next - 1) + 1;
    const taken = await this.stream.take({ partition, logId, expectedNextOffset: next, nextOffset, entries });
    switch (taken.kind) {
      case 'superseded':
        return this.resume(partition);
      case 'differs':
        return {
          kind: 'halt',
          reason: `${this.stream.name} ${partition}:${taken.topicOffset} has the id ${taken.id}, which is in the ledger with other content`,
        };
      case 'taken':
        metrics.taken(this.stream.name, taken.fresh, taken.repeated);
        if (foreign === null) return { kind: 'done' };
        return { kind: 'halt', reason: `${this.stream.name} ${partition}:${foreign.offset}: ${foreign.reason}` };
    }
  }

  /** Another instance took these records: go on where the position says. */
  private async resume(partition: number): Promise<BatchOutcome> {
    const { ledger, logId } = this.parts;
    const { nextOffset } = await ledger.openPosition(this.stream.name, partition, logId);
    return { kind: 'resume-at', offset: nextOffset };
  }
}
