import { describe, expect, it } from '@jest/globals';
import { type LogInUse, recordOf } from './log-in-use.features.js';

export function describeReading(inUse: LogInUse): void {
  async function topicWith(count: number): Promise<string> {
    const topic = await inUse.topic(1);
    await inUse.log.publish(Array.from({ length: count }, (_, n) => recordOf(topic, `${n}`)));
    return topic;
  }

  async function offsets(topic: string, from: number, to: number): Promise<number[]> {
    const found: number[] = [];
    for await (const page of inUse.log.read(topic, 0, from, to)) found.push(...page.map(({ offset }) => offset));
    return found;
  }

  describe('reading a range', () => {
    it('gives the records from the first offset up to, and without, the last', async () => {
      const topic = await topicWith(450);
      expect(await offsets(topic, 5, 9)).toEqual([5, 6, 7, 8]);
      expect(await offsets(topic, 0, 450)).toEqual(Array.from({ length: 450 }, (_, n) => n));
      expect(await offsets(topic, 9, 9)).toEqual([]);
    });

    it('ends at the end of the partition', async () => {
      const topic = await topicWith(10);
      expect(await offsets(topic, 7, 100)).toEqual([7, 8, 9]);
      expect(await offsets(topic, 7, Infinity)).toEqual([7, 8, 9]);
      expect(await offsets(topic, 20, 30)).toEqual([]);
    });

    it('leaves the offsets of groups alone', async () => {
      const topic = await topicWith(3);
      await offsets(topic, 0, 3);
      expect(await offsets(topic, 0, 3)).toEqual([0, 1, 2]);
    });

    it('can be left halfway', async () => {
      const topic = await topicWith(300);
      for await (const page of inUse.log.read(topic, 0, 0, 300)) {
        expect(page[0]?.offset).toBe(0);
        break;
      }
      expect(await offsets(topic, 299, 300)).toEqual([299]);
    });

    it('fails for a partition that is not there', async () => {
      const topic = await inUse.topic(1);
      await expect(inUse.log.read(topic, 7, 0, 1)[Symbol.asyncIterator]().next()).rejects.toThrow(/partition/);
    });
  });
}
