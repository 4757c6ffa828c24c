import { afterEach, describe, expect, it } from '@jest/globals';
import { Collector } from '../collector.features.js';
import { recordOf } from '../log-in-use.features.js';
import { describeMessageLog } from '../message-log.features.js';
import { until } from '../until.features.js';
import { InMemoryBroker } from './in-memory-broker.fake.js';
import { InMemoryLog } from './in-memory-log.fake.js';

const shared = new InMemoryBroker();
describeMessageLog('the message log in memory', () => Promise.resolve(new InMemoryLog({ broker: shared })));

describe('the message log in memory, on demand', () => {
  let log = new InMemoryLog();
  afterEach(async () => {
    await log.close();
    log = new InMemoryLog();
  });
  const group = { topics: ['t'], groupId: 'g', from: 'beginning' } as const;

  it('fails a publish before anything is stored', async () => {
    await log.ensureTopics([{ topic: 't', partitions: 1 }]);
    log.broker.faults.beforePublish = () => {
      throw new Error('no broker');
    };
    await expect(log.publish([recordOf('t', 'a')])).rejects.toThrow('no broker');
    expect(await log.ends('t')).toEqual([{ partition: 0, low: 0, high: 0 }]);
  });

  it('loses an acknowledgement after all is stored', async () => {
    await log.ensureTopics([{ topic: 't', partitions: 1 }]);
    log.broker.faults.afterPublish = () => {
      throw new Error('connection lost');
    };
    await expect(log.publish([recordOf('t', 'a')])).rejects.toThrow('connection lost');
    expect(await log.ends('t')).toEqual([{ partition: 0, low: 0, high: 1 }]);
  });

  it('loses a commit, so that a restart repeats', async () => {
    await log.ensureTopics([{ topic: 't', partitions: 1 }]);
    await log.publish([recordOf('t', 'a')]);
    log.broker.faults.beforeCommit = () => {
      throw new Error('lost');
    };
    for (const life of [1, 2]) {
      const collector = new Collector();
      const subscription = await log.subscribe(group, collector.handle);
      await until(`life ${life}`, () => collector.texts().length === 1);
      await subscription.stop();
    }
  });

  it('reads over gaps, tombstones and what retention took', async () => {
    await log.ensureTopics([{ topic: 't', partitions: 1 }]);
    await log.publish(['a', 'b'].map((text) => recordOf('t', text)));
    log.broker.leaveGap('t', 0, 5);
    log.broker.storeTombstone('t', 0, 'gone');
    log.broker.leaveGap('t', 0, 1);
    log.broker.truncate('t', 0, 1);
    const read: [number, string | undefined][] = [];
    for await (const page of log.read('t', 0, 0, 99)) {
      read.push(...page.map(({ offset, value }): [number, string | undefined] => [offset, value?.toString()]));
    }
    expect(read).toEqual([
      [1, 'b'],
      [7, undefined],
    ]);
    expect(await log.ends('t')).toEqual([{ partition: 0, low: 1, high: 9 }]);
  });

  it('lets two owners overlap when told to, as after a lost membership', async () => {
    await log.ensureTopics([{ topic: 't', partitions: 1 }]);
    await log.publish([recordOf('t', 'a')]);
    log.broker.group('g').overlap = true;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const slow = new Collector(async () => {
      await released;
      return { kind: 'done' };
    });
    const first = await log.subscribe(group, slow.handle);
    await until('the first owner', () => slow.batches.length === 1);
    log.broker.group('g').rebalance();
    await until('the same record once more', () => slow.batches.length === 2);
    expect(slow.batches.map((batch) => batch.isStale())).toEqual([true, false]);
    release();
    await first.stop();
  });
});
