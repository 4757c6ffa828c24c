import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type StoredRecord } from './message-log.port.js';
import { type LogInUse, recordOf } from './log-in-use.features.js';
import { partitionOf } from './partition-of.js';

async function all(pages: AsyncIterable<readonly StoredRecord[]>): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const page of pages) records.push(...page);
  return records;
}

export function describePublishing(inUse: LogInUse): void {
  describe('publishing', () => {
    it('answers the offset of each record, in the order given, over topics and partitions', async () => {
      const [first, second] = [await inUse.topic(3), await inUse.topic(2)];
      const records = Array.from({ length: 60 }, (_, n) =>
        recordOf(n % 4 === 0 ? second : first, `record ${n}`, { key: `case ${n % 7}` }),
      );
      const places = await inUse.log.publish(records);
      expect(places).toHaveLength(60);
      for (const [index, record] of records.entries()) {
        const { partition, offset } = places[index] as { partition: number; offset: number };
        const [stored] = await all(inUse.log.read(record.topic, partition, offset, offset + 1));
        expect(stored?.value?.toString()).toBe(record.value.toString());
      }
    });

    it('sends a key to the partition that murmur2 gives, and an explicit partition as told', async () => {
      const topic = await inUse.topic(5);
      const keys = ['a', 'ab', 'abc', 'abcd', 'kofschip', 'f4e1c9', 'één', '𝄞'];
      const places = await inUse.log.publish(keys.map((key) => recordOf(topic, key, { key })));
      expect(places.map(({ partition }) => partition)).toEqual(keys.map((key) => partitionOf(key, 5)));
      const told = await inUse.log.publish([recordOf(topic, 'told', { key: null, partition: 4 })]);
      expect(told[0]?.partition).toBe(4);
    });

    it('keeps the order per partition when many calls run at once', async () => {
      const topic = await inUse.topic(2);
      const calls = Array.from({ length: 150 }, (_, n) =>
        inUse.log.publish([recordOf(topic, `${n}`, { key: null, partition: n % 2 })]),
      );
      const places = await Promise.all(calls);
      for (const partition of [0, 1]) {
        const texts = (await all(inUse.log.read(topic, partition, 0, 1000))).map(({ value }) =>
          Number(value?.toString()),
        );
        expect(texts).toEqual(Array.from({ length: 75 }, (_, n) => 2 * n + partition));
      }
      expect(places.map(([place]) => place?.offset)).toEqual(Array.from({ length: 150 }, (_, n) => n >> 1));
    });

    it('carries headers, keys and bytes unchanged', async () => {
      const topic = await inUse.topic(1);
      const headers = {
        ce_source: 'urn:nld:oin:1',
        ce_time: '2025-01-01T09:00:00Z',
        empty: '',
        json: '{"a":[1]}',
        utf: 'één 𝄞',
      };
      const value = Buffer.from([0, 0, 0, 0, 1, 0xff, 0x80, 0x7b]);
      await inUse.log.publish([
        { topic, key: 'k', value, headers },
        { topic, key: null, partition: 0, value: Buffer.alloc(0), headers: {} },
      ]);
      const [first, second] = await all(inUse.log.read(topic, 0, 0, 2));
      expect(first).toEqual({ topic, partition: 0, offset: 0, key: 'k', value, headers });
      expect(second).toMatchObject({ offset: 1, key: null, headers: {} });
      expect(second?.value).toHaveLength(0);
    });

    it('takes records of more than 1 MiB, and more of them than fit in one request', async () => {
      const topic = await inUse.topic(1);
      const values = Array.from({ length: 9 }, () => randomBytes(1_200_000));
      const places = await inUse.log.publish(values.map((value) => ({ topic, key: 'k', value, headers: {} })));
      expect(places.map(({ offset }) => offset)).toEqual(values.map((_, n) => n));
      const stored = await all(inUse.log.read(topic, 0, 0, 9));
      expect(stored.map(({ value }, n) => value?.equals(values[n] as Buffer))).toEqual(values.map(() => true));
    });

    it('fails only the call that asks the impossible', async () => {
      const topic = await inUse.topic(2);
      const good = inUse.log.publish([recordOf(topic, 'good')]);
      const outcomes = await Promise.allSettled([
        good,
        inUse.log.publish([recordOf(topic, 'no such partition', { partition: 2 })]),
        inUse.log.publish([recordOf(topic, 'nowhere', { key: null })]),
        inUse.log.publish([recordOf(`${topic}-absent`, 'no such topic')]),
        inUse.log.publish([recordOf(topic, 'good too')]),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'rejected',
        'fulfilled',
      ]);
      expect(await inUse.log.topics()).not.toContain(`${topic}-absent`);
    });

    it('resolves at once for no records', async () => {
      await expect(inUse.log.publish([])).resolves.toEqual([]);
    });
  });

  describe('topics', () => {
    it('are created once; asking again changes nothing', async () => {
      const topic = await inUse.topic(3);
      await inUse.log.publish([recordOf(topic, 'kept', { partition: 1 })]);
      await inUse.log.ensureTopics([{ topic, partitions: 3, config: { 'retention.ms': '-1' } }]);
      expect(await inUse.log.ends(topic)).toEqual([
        { partition: 0, low: 0, high: 0 },
        { partition: 1, low: 0, high: 1 },
        { partition: 2, low: 0, high: 0 },
      ]);
    });

    it('refuse another number of partitions', async () => {
      const topic = await inUse.topic(3);
      await expect(inUse.log.ensureTopics([{ topic, partitions: 4 }])).rejects.toThrow(/3 partitions where 4/);
    });

    it('may be asked for by two instances at once', async () => {
      const topic = await inUse.topic(1);
      const other = await inUse.open();
      const specs = [1, 2, 3].map((n) => ({ topic: `${topic}-both-${n}`, partitions: 2 }));
      try {
        await Promise.all([inUse.log.ensureTopics(specs), other.ensureTopics(specs)]);
        expect(await inUse.log.topics()).toEqual(expect.arrayContaining(specs.map((spec) => spec.topic)));
      } finally {
        await inUse.log.deleteTopics(specs.map((spec) => spec.topic));
      }
    });

    it('that are gone can be deleted again, as can groups', async () => {
      await expect(inUse.log.deleteTopics(['messaging-never-there'])).resolves.toBeUndefined();
      await expect(inUse.log.deleteGroups(['messaging-never-there'])).resolves.toBeUndefined();
    });
  });
}
