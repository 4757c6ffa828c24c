import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PlacedRecord, PublishQueue, type PublishLimits } from './publish-queue.js';

const LIMITS: PublishLimits = { bytesPerPartition: 1_000, bytes: 2_500, records: 20 };

function record(text: string, partition = 0, size = 1): PlacedRecord {
  return { topic: 't', partition, key: text, value: Buffer.alloc(size), headers: {} };
}

/** A broker that answers when told to, and refuses keys that begin with "bad". */
class Broker {
  readonly requests: PlacedRecord[][] = [];
  readonly stored: PlacedRecord[] = [];
  inFlight = 0;
  private readonly next = new Map<number, number>();

  readonly send = async (records: readonly PlacedRecord[]): Promise<readonly number[]> => {
    this.requests.push([...records]);
    expect(++this.inFlight).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    this.inFlight -= 1;
    if (records.some(({ key }) => key?.startsWith('down'))) throw new Error('down');
    if (records.some(({ key }) => key?.startsWith('bad'))) throw new RangeError('refused');
    return records.map((sent) => {
      const offset = this.next.get(sent.partition) ?? 0;
      this.next.set(sent.partition, offset + 1);
      this.stored.push(sent);
      return offset;
    });
  };
}

const refused = (error: unknown): boolean => error instanceof RangeError;

describe('the publish queue', () => {
  it('sends a lone call at once, and gathers what comes meanwhile into the next request', async () => {
    const broker = new Broker();
    const queue = new PublishQueue(broker.send, refused, LIMITS);
    const first = queue.publish([record('a')]);
    await Promise.resolve();
    const others = ['b', 'c', 'd'].map((text) => queue.publish([record(text)]));
    expect(await first).toEqual([{ partition: 0, offset: 0 }]);
    expect(await Promise.all(others)).toEqual([1, 2, 3].map((offset) => [{ partition: 0, offset }]));
    expect(broker.requests.map((request) => request.map(({ key }) => key))).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('splits a call that is too much for one request, and still answers every offset', async () => {
    const broker = new Broker();
    const queue = new PublishQueue(broker.send, refused, LIMITS);
    const records = Array.from({ length: 30 }, (_, n) => record(`${n}`, n % 3, 300));
    const acknowledged = await queue.publish(records);
    expect(acknowledged).toEqual(records.map((_, n) => ({ partition: n % 3, offset: Math.floor(n / 3) })));
    for (const request of broker.requests) {
      for (const partition of [0, 1, 2]) {
        expect(request.filter((sent) => sent.partition === partition).length).toBeLessThanOrEqual(3);
      }
    }
  });

  it('sends a record alone that is larger than the limit', async () => {
    const broker = new Broker();
    const queue = new PublishQueue(broker.send, refused, LIMITS);
    await queue.publish([record('small'), record('huge', 0, 5_000), record('small too')]);
    expect(broker.requests.map((request) => request.length)).toEqual([1, 1, 1]);
  });

  it('lets the call fail whose records were refused, not those that shared its request', async () => {
    const broker = new Broker();
    const queue = new PublishQueue(broker.send, refused, LIMITS);
    const outcomes = await Promise.allSettled(['a', 'bad', 'c'].map((text) => queue.publish([record(text)])));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('lets all calls of a request fail when the broker is away, and goes on with the next', async () => {
    const broker = new Broker();
    const queue = new PublishQueue(broker.send, refused, LIMITS);
    const outcomes = await Promise.allSettled(['a', 'down', 'c'].map((text) => queue.publish([record(text)])));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(broker.requests).toHaveLength(1);
    await expect(queue.publish([record('later')])).resolves.toHaveLength(1);
    await queue.idle();
  });

  it('does not send the rest of a call that failed halfway', async () => {
    const broker = new Broker();
    const queue = new PublishQueue(broker.send, refused, LIMITS);
    await expect(queue.publish([record('bad', 0, 900), record('rest', 0, 900)])).rejects.toThrow('refused');
    await queue.idle();
    expect(broker.stored).toEqual([]);
    expect(broker.requests).toHaveLength(1);
  });

  it('keeps the order of calls per partition and answers each its own offsets, whatever comes', async () => {
    const calls = fc.array(
      fc.array(fc.record({ partition: fc.integer({ min: 0, max: 2 }), size: fc.integer({ min: 0, max: 1_500 }) }), {
        maxLength: 12,
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(calls, async (plan) => {
        const broker = new Broker();
        const queue = new PublishQueue(broker.send, refused, LIMITS);
        const placed = plan.map((call, c) =>
          call.map(({ partition, size }, r) => record(`${c}/${r}`, partition, size)),
        );
        const answers = await Promise.all(placed.map((records) => queue.publish(records)));
        for (const partition of [0, 1, 2]) {
          const stored = broker.stored.filter((sent) => sent.partition === partition);
          expect(stored).toEqual(placed.flat().filter((sent) => sent.partition === partition));
          placed.forEach((records, c) =>
            records.forEach((sent, r) => {
              if (sent.partition === partition) expect(stored[answers[c]?.[r]?.offset ?? -1]).toBe(sent);
            }),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
