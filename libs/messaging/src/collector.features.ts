import { type BatchOutcome, type RecordBatch, type StoredRecord } from './message-log.port.js';

/** A batch handler that remembers what it was given; by default everything is done. */
export class Collector {
  readonly batches: RecordBatch[] = [];

  constructor(
    private readonly decide: (batch: RecordBatch, nth: number) => BatchOutcome | Promise<BatchOutcome> = () => ({
      kind: 'done',
    }),
  ) {}

  readonly handle = async (batch: RecordBatch): Promise<BatchOutcome> => {
    this.batches.push(batch);
    return this.decide(batch, this.batches.length);
  };

  records(partition?: number): StoredRecord[] {
    return this.batches
      .filter((batch) => partition === undefined || batch.partition === partition)
      .flatMap(({ records }) => [...records]);
  }

  /** Values as text, in the order of arrival; repeats included. */
  texts(partition?: number): string[] {
    return this.records(partition).map(({ value }) => value?.toString('utf8') ?? '(null)');
  }
}
