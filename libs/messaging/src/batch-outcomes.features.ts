import { describe, expect, it } from '@jest/globals';
import { Collector } from './collector.features.js';
import { type BatchOutcome, type RecordBatch } from './message-log.port.js';
import { type LogInUse, recordOf } from './log-in-use.features.js';
import { until } from './until.features.js';

export function describeBatchOutcomes(inUse: LogInUse): void {
  async function published(partitions: number, perPartition: number): Promise<string> {
    const topic = await inUse.topic(partitions);
    const all = Array.from({ length: partitions * perPartition }, (_, n) => n);
    await inUse.log.publish(
      all.map((n) => recordOf(topic, `${n % partitions}:${Math.floor(n / partitions)}`, { partition: n % partitions })),
    );
    return topic;
  }

  function consume(topic: string, decide?: (batch: RecordBatch, nth: number) => BatchOutcome | Promise<BatchOutcome>) {
    const collector = new Collector(decide);
    const started = inUse.log.subscribe(
      { topics: [topic], groupId: inUse.group(), from: 'beginning' },
      collector.handle,
    );
    return { collector, started };
  }

  describe('a batch', () => {
    it('holds records of one partition, in order, with the end of the partition', async () => {
      const topic = await published(3, 20);
      const { collector, started } = consume(topic);
      const subscription = await started;
      await until('60 records', () => collector.records().length >= 60);
      await subscription.stop();
      for (const partition of [0, 1, 2]) {
        expect(collector.texts(partition)).toEqual(Array.from({ length: 20 }, (_, n) => `${partition}:${n}`));
      }
      expect(collector.batches.every((batch) => batch.records.every((r) => r.partition === batch.partition))).toBe(
        true,
      );
      expect(collector.batches.every(({ highWatermark }) => highWatermark === 20)).toBe(true);
      expect(subscription.alive()).toBe(false);
    });

    it('answered "done" is not handed over again, and later records follow', async () => {
      const topic = await published(1, 3);
      const { collector, started } = consume(topic);
      const subscription = await started;
      await until('the first records', () => collector.records().length === 3);
      await inUse.log.publish([recordOf(topic, 'later')]);
      await until('the later record', () => collector.texts().includes('later'));
      await subscription.stop();
      expect(collector.texts()).toEqual(['0:0', '0:1', '0:2', 'later']);
    });

    it('answered "resume-at" an earlier offset goes on from there', async () => {
      const topic = await published(1, 6);
      let turned = false;
      const { collector, started } = consume(topic, (batch) => {
        if (turned || batch.records.at(-1)?.offset !== 5) return { kind: 'done' };
        turned = true;
        return { kind: 'resume-at', offset: 2 };
      });
      const subscription = await started;
      await until('the repeat', () => collector.records().filter(({ offset }) => offset === 5).length === 2);
      await subscription.stop();
      const offsets = collector.records().map(({ offset }) => offset);
      expect(offsets).toEqual([0, 1, 2, 3, 4, 5, 2, 3, 4, 5]);
    });

    it('answered "resume-at" a later offset leaves out what lies between', async () => {
      const topic = await published(1, 6);
      const { collector, started } = consume(topic, (_, nth) =>
        nth === 1 ? { kind: 'resume-at', offset: 6 } : { kind: 'done' },
      );
      const subscription = await started;
      await until('the first batch', () => collector.batches.length === 1);
      await inUse.log.publish([recordOf(topic, 'next')]);
      await until('the next record', () => collector.texts().includes('next'));
      await subscription.stop();
      expect(collector.batches[1]?.records.map(({ offset }) => offset)).toEqual([6]);
    });

    it('answered "resume-at" an offset beyond the end halts, instead of beginning anew', async () => {
      const topic = await published(1, 2);
      const { started } = consume(topic, () => ({ kind: 'resume-at', offset: 99 }));
      const subscription = await started;
      await until('the halt', () => subscription.halted().size === 1);
      expect(subscription.halted().get(`${topic}/0`)).toMatch(/99/);
      await subscription.stop();
    });

    it('answered "retry" comes again from the same record, while other partitions go on', async () => {
      const topic = await published(2, 3);
      const { collector, started } = consume(topic, (batch) =>
        batch.partition === 0 && collector.batches.filter(({ partition }) => partition === 0).length < 4
          ? { kind: 'retry', reason: 'not yet' }
          : { kind: 'done' },
      );
      const subscription = await started;
      await until('both partitions', () => collector.batches.filter(({ partition }) => partition === 0).length >= 4);
      await until('the other partition', () => collector.texts(1).length === 3);
      await subscription.stop();
      const tries = collector.batches.filter(({ partition }) => partition === 0);
      expect(tries.map(({ records }) => records[0]?.offset)).toEqual([0, 0, 0, 0]);
      expect(collector.texts(1)).toEqual(['1:0', '1:1', '1:2']);
    });

    it('whose handler throws, or answers nothing, comes again', async () => {
      const topic = await published(1, 2);
      const { collector, started } = consume(topic, (_, nth) => {
        if (nth === 1) throw new TypeError('a bug');
        return nth === 2 ? (undefined as unknown as BatchOutcome) : { kind: 'done' };
      });
      const subscription = await started;
      await until('the third try', () => collector.batches.length >= 3);
      expect(subscription.alive()).toBe(true);
      await subscription.stop();
      expect(collector.batches.map(({ records }) => records[0]?.offset)).toEqual([0, 0, 0]);
    });

    it('answered "halt" stops its partition only, with the reason', async () => {
      const topic = await published(2, 2);
      const { collector, started } = consume(topic, (batch) =>
        batch.partition === 0 ? { kind: 'halt', reason: 'unknown schema' } : { kind: 'done' },
      );
      const subscription = await started;
      await until('the halt', () => subscription.halted().size === 1);
      await inUse.log.publish([0, 1].map((partition) => recordOf(topic, 'after', { partition })));
      await until('the other partition', () => collector.texts(1).includes('after'));
      await subscription.stop();
      expect([...subscription.halted()]).toEqual([[`${topic}/0`, 'unknown schema']]);
      expect(collector.batches.filter(({ partition }) => partition === 0)).toHaveLength(1);
    });
  });
}
