import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryReleases } from '#lib/persistence';
import { failed, idOf, OutboundBench } from './outbound-bench.fake.js';

describe('the delivery runner, where cases are blocked', () => {
  let bench: OutboundBench;
  beforeEach(async () => {
    bench = await OutboundBench.open();
  });

  it('sends what a plan has released once more, then what waited behind it; a second death says so in its dead letter', async () => {
    bench.runtime.transport.answers.push(failed('message'), failed('message'));
    const [head, next] = [bench.record(1), bench.record(2)];
    await bench.take(head, next);
    const releases = new InMemoryReleases(bench.memory.deliveries);
    const release = async (planId: string): Promise<void> => {
      const [answer] = await releases.release([{ kind: 'RETRY', deliveryId: idOf(head), planId, withhold: [] }]);
      expect(answer).toEqual({ kind: 'released' });
      await bench.run(1000);
    };
    await release('plan-1');
    await release('plan-2');
    expect(bench.attempted).toEqual([idOf(head), idOf(head), idOf(head), idOf(next)]);
    const letters = bench.stored(bench.runtime.topics.deadLetter('COA'));
    expect(letters.map(({ headers }) => [headers['hub-dlq-deaths'], headers['hub-replay-id']])).toEqual([
      ['1', undefined],
      ['2', 'plan-1'],
    ]);
    expect(letters[1]?.headers).toMatchObject({
      'hub-replay-of': `${head.topic}/0/1`,
      'hub-dlq-first-failure': letters[0]?.headers['hub-dlq-last-failure'],
      '__connect.errors.exception.class.name': 'schakel.message',
      ce_id: idOf(head),
    });
    expect(letters[1]?.value?.equals(head.value!)).toBe(true);
    expect(bench.receipts()).toMatchObject([
      { outcome: 'DEAD', attempts: 1 },
      { outcome: 'DEAD', attempts: 2 },
      { outcome: 'DELIVERED', attempts: 3 },
      { outcome: 'DELIVERED', attempts: 1 },
    ]);
  });

  it('pauses a recipient at which too much stands still, but for stops, says so once, and goes on when it is less', async () => {
    bench = await OutboundBench.open('DTV');
    const said: string[] = [];
    const say = (message: string): void => void said.push(message);
    bench.parts.caps = { blockedCases: 0, parked: 10 };
    bench.parts.logger = { ...bench.parts.logger, error: say, info: say };
    bench.runtime.transport.answers.push(failed('message'));
    await bench.take(bench.record(1));
    await bench.run(16_000, 1000);
    const [other, stop] = [bench.record(2, { vNumber: '9999000002' }), bench.record(3, { code: 'M05' })];
    await bench.take(other, stop);
    await bench.run(20_000, 1000);
    expect(bench.attempted).toEqual([idOf(bench.record(1)), idOf(stop)]);
    expect(said.filter((line) => line.includes('paused'))).toHaveLength(1);
    bench.parts.caps = { blockedCases: 1, parked: 10 };
    await bench.run(17_000, 1000);
    expect(bench.attempted).toContain(idOf(other));
    expect(said.at(-1)).toBe('A recipient that was paused goes on.');
  });
});
