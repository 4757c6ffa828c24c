import { beforeEach, describe, expect, it } from '@jest/globals';
import { emptyFacts } from '#lib/domain';
import { DeliveryRunner } from './delivery-runner.js';
import { failed, idOf, OutboundBench } from './outbound-bench.fake.js';
import type { PushAnswer } from './push-answer.js';
import type { OutgoingDelivery } from './transport.port.js';

const others = (count: number): string[] => Array.from({ length: count }, (_, n) => String(9999000002 + n));

describe('the delivery runner', () => {
  let bench: OutboundBench;
  beforeEach(async () => {
    bench = await OutboundBench.open();
  });
  const down = (): void => {
    bench.runtime.transport.deliver = (delivery) => {
      bench.runtime.transport.attempts.push(delivery);
      return Promise.resolve(failed('endpoint'));
    };
  };
  const stateOf = (id: string) => bench.memory.rows.get(id)?.state;

  it('delivers in order with gapless numbers, and writes a receipt for each', async () => {
    await bench.take(bench.record(1), bench.record(2), bench.record(3));
    expect(bench.runtime.transport.attempts.map(({ caseSequence }) => caseSequence)).toEqual([1, 2, 3]);
    expect(bench.receipts()).toMatchObject(
      [1, 2, 3].map((sequence) => ({ outcome: 'DELIVERED', sequence, attempts: 1 })),
    );
    expect(bench.memory.deliveries.records.size).toBe(0);
  });

  it.each(['endpoint', 'unknown', 'auth'] as const)(
    'tries again with the same id after a failure of class %s, while the next of the case waits',
    async (failure) => {
      bench.runtime.transport.answers.push(failed(failure), failed(failure));
      await bench.take(bench.record(1), bench.record(2));
      await bench.run(1000);
      const [first, second] = [idOf(bench.record(1)), idOf(bench.record(2))];
      expect(bench.attempted).toEqual([first, first, first, second]);
      expect(bench.receipts()).toMatchObject([{ attempts: 3 }, { attempts: 1 }]);
    },
  );

  it('waits as long as the recipient asked, with every case of that recipient', async () => {
    bench.runtime.transport.answers.push(failed('endpoint', 7000));
    await bench.take(bench.record(1));
    await bench.take(bench.record(2, { vNumber: '9999000002' }));
    await bench.run(6900, 300);
    expect(bench.attempted).toEqual([idOf(bench.record(1))]);
    await bench.run(900, 300);
    expect(bench.receipts()).toHaveLength(2);
  });

  it('puts what the recipient will never take into the dead letters, untouched, and parks what follows in its case', async () => {
    bench.runtime.transport.answers.push(failed('message'));
    const refused = bench.record(1);
    const other = bench.record(3, { vNumber: '9999000002' });
    await bench.take(refused, bench.record(2), other);
    const [letter, ...more] = bench.stored(bench.runtime.topics.deadLetter('COA'));
    expect(more).toEqual([]);
    expect(letter?.key).toBe(refused.key);
    expect(letter?.value?.equals(refused.value!)).toBe(true);
    expect(letter?.headers).toMatchObject({
      ...refused.headers,
      'hub-dlq-class': 'message',
      'hub-dlq-reason': 'as-told',
      'hub-dlq-attempts': '1',
      '__connect.errors.topic': refused.topic,
      '__connect.errors.offset': '1',
    });
    await bench.run(1000);
    expect(bench.attempted).toEqual([idOf(refused), idOf(other)]);
    expect(bench.receipts()).toMatchObject([{ outcome: 'DEAD' }, { outcome: 'DELIVERED' }]);
    expect(stateOf(idOf(bench.record(2)))).toBe('PARKED');
    expect([...bench.memory.deliveries.records.keys()]).toEqual([idOf(refused), idOf(bench.record(2))]);
    expect(bench.memory.deliveries.lanes.states.size).toBe(0);
  });

  it('does not wait for a municipality that takes no part in the exchange', async () => {
    bench = await OutboundBench.open('GEM');
    await bench.take(...['9998', '0599'].map((unit, n) => bench.record(n + 1, { unit })));
    expect(bench.runtime.transport.attempts.map(({ recipient }) => recipient.unit)).toEqual(['0599']);
    expect(bench.receipts()).toContainEqual(
      expect.objectContaining({ outcome: 'DEAD', reason: 'unknown-recipient', unit: '9998' }),
    );
  });

  it('attempts no removal message of a stopped case, says so, and holds up nothing behind it', async () => {
    const flight = bench.record(1, { code: 'M35' });
    const stop = { messageId: 'stop', caseKey: flight.key!, ground: 'ASIEL', record: {} as never };
    bench.memory.stopEntries.set('stop', stop);
    await bench.take(flight, bench.record(2));
    expect(bench.attempted).toEqual([idOf(bench.record(2))]);
    expect(bench.receipts()).toContainEqual(expect.objectContaining({ outcome: 'HELD', message: 'M35' }));
  });

  it('says so also of one that a stop has put on hold while it waited', async () => {
    bench.runtime.transport.answers.push(failed('endpoint'));
    const flight = bench.record(1, { code: 'M35' });
    await bench.take(flight, bench.record(2));
    expect(stateOf(idOf(flight))).toBe('WAITING');
    const stop = { messageId: 'stop', caseKey: flight.key!, ground: 'ASIEL', record: {} as never };
    expect(await bench.memory.asDatabase().stops.begin(stop)).toMatchObject({ held: [idOf(flight)] });
    await bench.memory.asDatabase().stops.remove(['stop']);
    await bench.run(500);
    expect(bench.attempted).toEqual([idOf(flight), idOf(bench.record(2))]);
    expect(bench.receipts()).toMatchObject([{ outcome: 'HELD', message: 'M35' }, { outcome: 'DELIVERED' }]);
    expect(stateOf(idOf(flight))).toBe('HELD');
  });

  it('lets a stop pass a delivery of its own case that can not be made', async () => {
    bench = await OutboundBench.open('DTV');
    const answers = [failed('endpoint'), { kind: 'delivered' } as const, failed('endpoint')];
    bench.runtime.transport.answers.push(...answers);
    const [stuck, stop] = [bench.record(1, { code: 'M02' }), bench.record(2, { code: 'M05' })];
    await bench.take(stuck);
    await bench.take(stop);
    expect([stateOf(idOf(stuck)), stateOf(idOf(stop))]).toEqual(['WAITING', 'DELIVERED']);
  });

  it('withholds what relied on a consent that was withdrawn between decision and attempt, and goes on', async () => {
    const relying = bench.record(1);
    const withConsent = { ...relying, headers: { ...relying.headers, 'schakel-consents': 'IOM_CONSENT' } };
    const consent = { name: 'IOM_CONSENT', value: true, from: null, until: null, asOf: '', owner: 'IOM' } as const;
    const facts = (value: boolean, changedAtOffset: number) => {
      const fact = { ...consent, value, source: 'H1', messageId: 'm', offset: changedAtOffset };
      return { facts: { ...emptyFacts(), facts: { IOM_CONSENT: fact } }, changedAtOffset };
    };
    // Not yet stored when first read; the withdrawal comes in while the delivery waits.
    bench.memory.cases.set(relying.key!, facts(true, 0));
    await bench.take(withConsent, bench.record(2));
    expect(bench.attempted).toEqual([]);
    bench.memory.cases.set(relying.key!, facts(false, 3));
    await bench.run(500);
    expect(bench.attempted).toEqual([idOf(bench.record(2))]);
    expect(stateOf(idOf(relying))).toBe('WITHHELD');
    expect(bench.receipts()).toMatchObject([
      { outcome: 'WITHHELD', reason: 'consent-ended', attempts: 0 },
      { outcome: 'DELIVERED' },
    ]);
  });

  it('keeps trying while the hub’s own database does not answer, and loses nothing', async () => {
    const finish = bench.parts.lanes.finish.bind(bench.parts.lanes);
    let failures = 2;
    bench.parts.lanes.finish = (...given) => (failures-- > 0 ? Promise.reject(new Error('down')) : finish(...given));
    await bench.take(bench.record(1));
    await bench.run(1000);
    expect(stateOf(idOf(bench.record(1)))).toBe('DELIVERED');
    expect(new Set(bench.attempted)).toEqual(new Set([idOf(bench.record(1))]));
  });

  it('gives a recipient up after five failures, and then tries one case at a time', async () => {
    down();
    await bench.take(...others(40).map((vNumber, n) => bench.record(n + 1, { vNumber })));
    await bench.run(200);
    const before = bench.attempted.length;
    expect(before).toBeLessThanOrEqual(16);
    expect(bench.runner.unreachable()).toBe(1);
    await bench.run(10_000);
    const probes = bench.attempted.length - before;
    expect(probes).toBeGreaterThan(2);
    expect(probes).toBeLessThan(10);
    expect(new Set(bench.attempted).size).toBeGreaterThan(10);
  });

  it('goes on carefully when the recipient answers again, until all is there', async () => {
    down();
    const records = others(40).map((vNumber, n) => bench.record(n + 1, { vNumber }));
    await bench.take(...records);
    await bench.run(2000);
    let underWay = 0;
    const seen: number[] = [];
    bench.runtime.transport.attempts.length = 0;
    bench.runtime.transport.deliver = async (delivery) => {
      seen.push((underWay += 1));
      bench.runtime.transport.attempts.push(delivery);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return { kind: 'delivered' };
    };
    await bench.run(30_000, 250);
    expect(seen.slice(0, 2)).toEqual([1, 1]);
    expect(Math.max(...seen)).toBeLessThanOrEqual(8);
    expect(new Set(bench.attempted)).toEqual(new Set(records.map(idOf)));
    expect(bench.runner.unreachable()).toBe(0);
  });

  it('asks for a turn before each delivery of a case, and never lets a stop wait for one', async () => {
    bench = await OutboundBench.open('DTV');
    const turns: (string | null)[] = [];
    let open = false;
    const waiting: (() => void)[] = [];
    bench.parts.pace = {
      turn: ({ unit }) => {
        turns.push(unit);
        return open ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
      },
    };
    const records = [bench.record(1), bench.record(2), bench.record(3, { code: 'M05' })];
    const taken = bench.take(...records);
    while (bench.attempted.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect([bench.attempted, turns]).toEqual([[idOf(records[2]!)], [null]]);
    open = true;
    for (const go of waiting) go();
    await taken;
    expect(bench.attempted).toEqual([2, 0, 1].map((n) => idOf(records[n]!)));
    expect(turns).toEqual([null, null]);
  });

  it('lets nobody wait for a recipient that does not answer', async () => {
    bench = await OutboundBench.open('GEM');
    const { transport } = bench.runtime;
    const deliver = transport.deliver.bind(transport);
    transport.deliver = (delivery: OutgoingDelivery): Promise<PushAnswer> =>
      delivery.recipient.unit === '0344' ? new Promise(() => undefined) : deliver(delivery);
    const stuck = others(50).map((vNumber, n) => bench.record(n + 1, { vNumber, unit: '0344' }));
    const fine = others(50).map((vNumber, n) => bench.record(n + 100, { vNumber, unit: '0599' }));
    void bench.take(...stuck, ...fine);
    while (bench.receipts().length < 24) await new Promise((resolve) => setImmediate(resolve));
    while (bench.receipts().length < 50) {
      await bench.runner.round();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(new Set(bench.attempted)).toEqual(new Set(fine.map(idOf)));
  });

  it('leaves a delivery in which the process died time and again, rather than die again', async () => {
    await bench.take();
    const poison = bench.record(1);
    bench.runtime.transport.deliver = () => new Promise(() => undefined);
    void bench.take(poison);
    for (let death = 0; death < 6; death += 1) {
      while ((bench.memory.rows.get(idOf(poison))?.unanswered ?? 0) <= death && death < 5)
        await new Promise((resolve) => setImmediate(resolve));
      bench.runtime.clock.advance(60_000);
      bench.runner = new DeliveryRunner(bench.parts);
      await bench.runner.round();
    }
    await bench.runner.whenIdle();
    expect(bench.receipts()).toMatchObject([{ outcome: 'DEAD', reason: 'attempts-without-end', attempts: 6 }]);
  });

  it('lets everything go when it stops, so that another one goes on at once', async () => {
    down();
    await bench.take(bench.record(1), bench.record(2));
    await bench.runner.stop();
    expect([...bench.memory.deliveries.lanes.states.values()].filter(({ lease }) => lease !== null)).toEqual([]);
    bench.runtime.transport.deliver = (delivery) => {
      bench.runtime.transport.attempts.push(delivery);
      return Promise.resolve({ kind: 'delivered' });
    };
    bench.runner = new DeliveryRunner(bench.parts);
    await bench.run(1000);
    expect(bench.attempted.slice(-2)).toEqual([idOf(bench.record(1)), idOf(bench.record(2))]);
  });

  it('never overtakes another one that took over when its lease had run out', async () => {
    let arrive: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (arrive = resolve));
    const [first, second] = [bench.record(1), bench.record(2)];
    const deliver = bench.runtime.transport.deliver.bind(bench.runtime.transport);
    bench.runtime.transport.deliver = async (delivery) => {
      bench.runtime.transport.attempts.push(delivery);
      await late;
      return { kind: 'delivered' };
    };
    const slow = bench.take(first, second);
    while (bench.attempted.length === 0) await new Promise((resolve) => setImmediate(resolve));
    bench.runtime.transport.deliver = deliver;
    bench.runtime.clock.advance(60_000);
    const other = new DeliveryRunner(bench.parts);
    await other.round();
    await other.whenIdle();
    arrive();
    await slow;
    expect(bench.attempted).toEqual([idOf(first), idOf(first), idOf(second)]);
  });
});
