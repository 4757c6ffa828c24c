import { describe, expect, it } from '@jest/globals';
import { Collector } from './collector.features.js';
import { type SubscribeOptions } from './message-log.port.js';
import { type LogInUse, recordOf } from './log-in-use.features.js';
import { until } from './until.features.js';

export function describeGroups(inUse: LogInUse): void {
  async function publish(topic: string, texts: readonly string[], partitions = 1): Promise<void> {
    await inUse.log.publish(texts.map((text, n) => recordOf(topic, text, { partition: n % partitions })));
  }

  function options(topic: string, from: SubscribeOptions['from'] = 'beginning'): SubscribeOptions {
    return { topics: [topic], groupId: inUse.group(), from };
  }

  describe('a group', () => {
    it('goes on after a restart where it had got to', async () => {
      const topic = await inUse.topic(1);
      const group = options(topic);
      await publish(topic, ['a', 'b']);
      const before = new Collector();
      const first = await inUse.log.subscribe(group, before.handle);
      await until('the first records', () => before.texts().length === 2);
      await first.stop();
      await publish(topic, ['c']);
      const after = new Collector();
      const second = await (await inUse.open()).subscribe(group, after.handle);
      await until('the new record', () => after.texts().length > 0);
      await second.stop();
      expect(after.texts()).toEqual(['c']);
    });

    it('repeats after a restart what was not answered "done"', async () => {
      const topic = await inUse.topic(1);
      const group = options(topic);
      await publish(topic, ['a', 'b']);
      const before = new Collector(() => ({ kind: 'halt', reason: 'not now' }));
      const first = await inUse.log.subscribe(group, before.handle);
      await until('the halt', () => first.halted().size === 1);
      await first.stop();
      const after = new Collector();
      const second = await inUse.log.subscribe(group, after.handle);
      await until('the records', () => after.texts().length === 2);
      await second.stop();
      expect(after.texts()).toEqual(['a', 'b']);
    });

    it('that begins at the end gets nothing older, and everything from then on', async () => {
      const topic = await inUse.topic(2);
      await publish(topic, ['old', 'old'], 2);
      const collector = new Collector();
      const subscription = await inUse.log.subscribe(options(topic, 'end'), collector.handle);
      await publish(topic, ['new 0', 'new 1'], 2);
      await until('the new records', () => collector.texts().length >= 2);
      await subscription.stop();
      expect(collector.texts().sort()).toEqual(['new 0', 'new 1']);
    });

    it('beside another gets every record for itself', async () => {
      const topic = await inUse.topic(1);
      await publish(topic, ['a']);
      const collectors = [new Collector(), new Collector()];
      const subscriptions = await Promise.all(
        collectors.map(({ handle }) => inUse.log.subscribe(options(topic), handle)),
      );
      await until('both groups', () => collectors.every((collector) => collector.texts().length === 1));
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
    });

    it('divides the partitions between its members, and one takes over when the other stops', async () => {
      const topic = await inUse.topic(4);
      const group = options(topic);
      const [left, right] = [new Collector(), new Collector()];
      const first = await inUse.log.subscribe(group, left.handle);
      const second = await (await inUse.open()).subscribe(group, right.handle);
      await until('work for both', async () => {
        await publish(topic, ['x', 'x', 'x', 'x'], 4);
        return left.batches.length > 0 && right.batches.length > 0;
      });
      await first.stop();
      const seen = right.texts().length;
      await publish(topic, ['t0', 't1', 't2', 't3'], 4);
      await until('the survivor', () => ['t0', 't1', 't2', 't3'].every((text) => right.texts().includes(text)));
      expect(right.texts().length).toBeGreaterThan(seen);
      expect(first.alive()).toBe(false);
      await second.stop();
      expect([...new Set(right.records().map(({ partition }) => partition))].sort()).toEqual([0, 1, 2, 3]);
    });

    it('waits at stop for the running handler, whose work counts', async () => {
      const topic = await inUse.topic(1);
      const group = options(topic);
      await publish(topic, ['a']);
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const collector = new Collector(async () => {
        await released;
        return { kind: 'done' };
      });
      const subscription = await inUse.log.subscribe(group, collector.handle);
      await until('the handler', () => collector.batches.length === 1);
      expect(collector.batches[0]?.isStale()).toBe(false);
      let stopped = false;
      const stopping = subscription.stop().then(() => (stopped = true));
      await until('staleness', () => collector.batches[0]?.isStale() === true);
      expect(stopped).toBe(false);
      release();
      await stopping;
      const later = new Collector();
      const next = await inUse.log.subscribe(group, later.handle);
      await publish(topic, ['b']);
      await until('the next record', () => later.texts().length > 0);
      await next.stop();
      expect(later.texts()).toEqual(['b']);
    });

    it('can be joined only for topics that exist', async () => {
      const topic = await inUse.topic(1);
      const absent = { ...options(topic), topics: [`${topic}-absent`] };
      await expect(inUse.log.subscribe(absent, new Collector().handle)).rejects.toThrow(/no topic/);
    });
  });

  describe('a closed log', () => {
    it('has left its groups and refuses to be used', async () => {
      const topic = await inUse.topic(1);
      const log = await inUse.open();
      const subscription = await log.subscribe(options(topic), new Collector().handle);
      await log.close();
      expect(subscription.alive()).toBe(false);
      await expect(log.publish([recordOf(topic, 'late')])).rejects.toThrow(/closed/);
      await expect(log.close()).resolves.toBeUndefined();
    });
  });
}
