import { beforeEach, describe, expect, it } from '@jest/globals';
import { failed, idOf, OutboundBench } from './outbound-bench.fake.js';

describe('taking deliveries from their topic', () => {
  let bench: OutboundBench;
  beforeEach(async () => {
    bench = await OutboundBench.open();
  });

  it('is done with a batch when it is in rows, whatever the recipient does', async () => {
    bench.runtime.transport.answers.push(failed('endpoint'));
    expect(await bench.take(bench.record(1), bench.record(2))).toEqual({ kind: 'done' });
    expect([...bench.memory.rows.values()].map(({ state }) => state)).toEqual(['WAITING', 'WAITING']);
    expect(bench.memory.deliveries.records.size).toBe(2);
  });

  it('sends what is new at once, without waiting to look for it', async () => {
    await bench.take(bench.record(1));
    expect(bench.attempted).toEqual([idOf(bench.record(1))]);
    expect(bench.memory.deliveries.lanes.states.size).toBe(0);
  });

  it('drops a repeat and what is older than the watermark', async () => {
    await bench.take(bench.record(5));
    await bench.take(bench.record(5), bench.record(4), bench.record(6));
    expect(bench.attempted).toEqual([idOf(bench.record(5)), idOf(bench.record(6))]);
  });

  it('sets aside what the hub itself can’t read', async () => {
    const broken = { ...bench.record(1), value: Buffer.from('nonsense') };
    const foreign = { ...bench.record(2), headers: {} };
    expect(await bench.take(broken, foreign)).toEqual({ kind: 'done' });
    const letters = bench.stored(bench.runtime.topics.deadLetter('COA'));
    expect(letters.map(({ headers }) => headers['hub-dlq-class'])).toEqual(['hub', 'hub']);
    const set = { origin: 'DELIVERY', endpoint: 'COA', reason: 'headers', bytes: foreign.value?.length };
    expect(bench.memory.setAside).toMatchObject([set]);
    expect(bench.attempted).toEqual([]);
  });

  it('fails while the database does not answer, so that the batch comes again', async () => {
    bench.memory.down = true;
    await expect(bench.take(bench.record(1))).rejects.toThrow(/database/);
    bench.memory.down = false;
    await bench.take(bench.record(1));
    expect(bench.attempted).toEqual([idOf(bench.record(1))]);
  });

  it('keeps no more in its hands than it can send soon; the rest lies in its rows', async () => {
    const records = Array.from({ length: 100 }, (_, n) => bench.record(n + 1, { vNumber: String(9999000001 + n) }));
    bench.runtime.transport.deliver = () => new Promise(() => undefined);
    void bench.take(...records);
    while (bench.memory.deliveries.lanes.states.size < 100) await Promise.resolve();
    const leased = [...bench.memory.deliveries.lanes.states.values()].filter(({ lease }) => lease !== null);
    expect(leased).toHaveLength(24);
  });
});
