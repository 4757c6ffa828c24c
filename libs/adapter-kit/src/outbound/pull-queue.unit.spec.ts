import { beforeEach, describe, expect, it } from '@jest/globals';
import { emptyFacts, type Party } from '#lib/domain';
import type { Acknowledgement, DeliveryPage } from './delivery-page.js';
import { idOf, OutboundBench } from './outbound-bench.fake.js';
import { OutboundPipeline } from './outbound-pipeline.js';
import { PullQueue } from './pull-queue.js';

const IOM: Party = { endpoint: 'IOM', unit: null };

describe('the queue of a recipient that fetches', () => {
  let bench: OutboundBench;
  let queue: PullQueue;
  beforeEach(async () => {
    bench = await OutboundBench.open('IOM');
    bench.parts.fetches = () => true;
    queue = new PullQueue([bench.parts]);
  });

  const record = (offset: number, options: Parameters<OutboundBench['record']>[1] = {}) =>
    bench.record(offset, { code: 'M08', ...options });
  const page = (limit = 50, waitMs = 0, party = IOM): Promise<DeliveryPage> =>
    queue.page('iom', [party], limit, waitMs);
  const ids = async (limit?: number): Promise<string[]> =>
    (await page(limit)).deliveries.map(({ deliveryId }) => deliveryId);
  const acknowledge = async (deliveryId: string, outcome: Acknowledgement['outcome'], party = IOM) => {
    const [result] = await queue.acknowledge([party], [{ deliveryId, outcome, reasonCode: 'not-readable' }]);
    return result?.status;
  };
  const stateOf = (id: string) => bench.memory.rows.get(id)?.state;

  it('gives what waits in the agency’s format, in order, numbered, and pushes nothing', async () => {
    await bench.take(record(1), record(2), record(3, { vNumber: '9999000002' }));
    await bench.run(2000);
    const { deliveries, waiting } = await page();
    expect(bench.attempted).toEqual([]);
    expect(waiting).toBe(3);
    expect(
      deliveries.map(({ sequence, caseSequence, previousCaseSequence }) => [
        sequence,
        caseSequence,
        previousCaseSequence,
      ]),
    ).toEqual([
      [1, 1, 0],
      [2, 2, 1],
      [3, 1, 0],
    ]);
    expect(deliveries[0]).toMatchObject({
      deliveryId: idOf(record(1)),
      contentType: 'application/cloudevents+json; charset=utf-8',
      content: { id: idOf(record(1)), specversion: '1.0', data: expect.anything() },
    });
  });

  it('gives stops first', async () => {
    await bench.take(record(1), record(2, { code: 'M03' }));
    expect(await ids()).toEqual([idOf(record(2, { code: 'M03' })), idOf(record(1))]);
  });

  it('gives the same again until it is acknowledged, counts each time, and then the next', async () => {
    await bench.take(record(1), record(2));
    expect([await ids(1), await ids(1)]).toEqual([[idOf(record(1))], [idOf(record(1))]]);
    expect(bench.memory.rows.get(idOf(record(1)))).toMatchObject({ state: 'ATTEMPTING', attempts: 2 });
    expect(await acknowledge(idOf(record(1)), 'received')).toBe('acknowledged');
    expect(await ids(1)).toEqual([idOf(record(2))]);
    expect(bench.receipts()).toMatchObject([{ outcome: 'DELIVERED', attempts: 2, sequence: 1 }]);
    expect(bench.memory.deliveries.records.has(idOf(record(1)))).toBe(false);
  });

  it('takes an acknowledgement that comes again as said already, and one that contradicts it not at all', async () => {
    await bench.take(record(1));
    await page();
    const id = idOf(record(1));
    expect([await acknowledge(id, 'received'), await acknowledge(id, 'received')]).toEqual([
      'acknowledged',
      'acknowledged',
    ]);
    expect(await acknowledge(id, 'refused')).toBe('contradicts');
    expect([stateOf(id), bench.receipts().length]).toEqual(['DELIVERED', 1]);
  });

  it('puts what is refused into the dead letters, untouched, with the reason’s code, and parks what follows in its case', async () => {
    const other = record(3, { vNumber: '9999000002' });
    await bench.take(record(1), record(2), other);
    await page();
    expect(await acknowledge(idOf(record(1)), 'refused')).toBe('acknowledged');
    const [letter] = bench.stored(bench.runtime.topics.deadLetter('IOM'));
    expect(letter?.value?.equals(record(1).value!)).toBe(true);
    expect(letter?.headers).toMatchObject({
      'hub-dlq-class': 'message',
      'hub-dlq-reason': 'refused-by-recipient:not-readable',
    });
    expect([stateOf(idOf(record(1))), stateOf(idOf(record(2))), await ids()]).toEqual([
      'DEAD',
      'PARKED',
      [idOf(other)],
    ]);
    expect(bench.receipts()).toMatchObject([{ outcome: 'DEAD', reason: 'refused-by-recipient' }]);
  });

  it('parks what follows a refused one also where it is refused in the same request; it is offered again in its turn', async () => {
    await bench.take(record(1), record(2), record(3));
    await page();
    const given = [1, 2, 3].map((n) => ({
      ...{ deliveryId: idOf(record(n)), reasonCode: 'other' as const },
      outcome: n === 3 ? ('received' as const) : ('refused' as const),
    }));
    expect((await queue.acknowledge([IOM], given)).map(({ status }) => status)).toEqual(Array(3).fill('acknowledged'));
    expect([1, 2, 3].map((n) => stateOf(idOf(record(n))))).toEqual(['DEAD', 'PARKED', 'DELIVERED']);
    expect(bench.receipts()).toHaveLength(2);
    expect(await ids()).toEqual([]);
  });

  it('knows the same delivery twice in one request', async () => {
    await bench.take(record(1));
    await page();
    const deliveryId = idOf(record(1));
    const both = (['received', 'refused'] as const).map((outcome) => {
      return { deliveryId, outcome, reasonCode: 'other' as const };
    });
    expect(await queue.acknowledge([IOM], both)).toEqual([
      { deliveryId, status: 'acknowledged' },
      { deliveryId, status: 'contradicts' },
    ]);
    expect(bench.receipts()).toHaveLength(1);
  });

  it('is nobody else’s, and what was never handed out is as unknown as what does not exist', async () => {
    bench = await OutboundBench.open('GEM');
    bench.parts.fetches = ({ unit }) => unit !== '0599';
    queue = new PullQueue([bench.parts]);
    const [utrecht, groningen, rotterdam] = ['0344', '0014', '0599'].map(
      (unit) => ({ endpoint: 'GEM', unit }) as const,
    );
    const own = bench.record(1, { unit: '0344' });
    await bench.take(own, bench.record(2, { unit: '0599' }));
    expect((await page(10, 0, groningen)).deliveries).toEqual([]);
    expect(await page(10, 0, rotterdam)).toEqual({ deliveries: [], waiting: 0 });
    expect(await acknowledge(idOf(own), 'received', utrecht)).toBe('unknown');
    expect((await page(10, 0, utrecht)).deliveries).toHaveLength(1);
    for (const id of [idOf(own), '00000000-0000-8000-8000-000000000000'])
      expect(await acknowledge(id, 'received', groningen)).toBe('unknown');
    expect(stateOf(idOf(own))).toBe('ATTEMPTING');
  });

  it('holds back a removal message of a stopped case at every reading, and says so', async () => {
    bench = await OutboundBench.open('EMB');
    bench.parts.fetches = () => true;
    queue = new PullQueue([bench.parts]);
    const mission = { endpoint: 'EMB', unit: 'NG' } as const;
    const removal = bench.record(1, { code: 'M34', unit: 'NG' });
    bench.giveReference(removal);
    await bench.take(removal);
    expect((await page(10, 0, mission)).deliveries).toHaveLength(1);
    const stop = { messageId: 'stop', caseKey: removal.key!, ground: 'ASIEL', record: {} as never };
    expect(await bench.memory.asDatabase().stops.begin(stop)).toMatchObject({ attempting: [idOf(removal)] });
    expect((await page(10, 0, mission)).deliveries).toEqual([]);
    expect(bench.receipts()).toMatchObject([{ outcome: 'HELD', reason: 'stopped' }]);
    // It had it before the stop; that is what must stand in the record.
    expect(await acknowledge(idOf(removal), 'received', mission)).toBe('acknowledged');
    expect(stateOf(idOf(removal))).toBe('DELIVERED');
  });

  it('withholds what relied on a consent that has ended, and until that can be known neither it nor the next of its case', async () => {
    const relying = record(1);
    const withConsent = { ...relying, headers: { ...relying.headers, 'schakel-consents': 'IOM_CONSENT' } };
    const other = record(3, { vNumber: '9999000002' });
    await bench.take(withConsent, record(2), other);
    expect(await ids()).toEqual([idOf(other)]);
    const consent = { name: 'IOM_CONSENT', value: false, from: null, until: null, asOf: '', owner: 'IOM' } as const;
    const fact = { ...consent, source: 'H1', messageId: 'm', offset: 3 };
    const facts = { ...emptyFacts(), facts: { IOM_CONSENT: fact } };
    bench.memory.cases.set(relying.key!, { facts, changedAtOffset: 3 });
    expect(await ids()).toEqual([idOf(record(2)), idOf(other)]);
    expect(bench.receipts()).toMatchObject([{ outcome: 'WITHHELD', reason: 'consent-ended', attempts: 0 }]);
  });

  it('gives a mission nothing that it could not answer yet, for its reference is not stored', async () => {
    bench = await OutboundBench.open('EMB');
    bench.parts.fetches = () => true;
    queue = new PullQueue([bench.parts]);
    const mission = { endpoint: 'EMB', unit: 'NG' } as const;
    const delivery = bench.record(1, { code: 'M24', unit: 'NG' });
    await bench.take(delivery);
    expect((await page(10, 0, mission)).deliveries).toEqual([]);
    bench.giveReference({ ...delivery, headers: { ...delivery.headers, 'schakel-unit': 'GE' } });
    expect((await page(10, 0, mission)).deliveries).toEqual([]);
    bench.giveReference(delivery);
    expect((await page(10, 0, mission)).deliveries).toHaveLength(1);
    expect(bench.memory.rows.get(idOf(delivery))?.attempts).toBe(1);
  });

  it('goes past what the hub can’t read', async () => {
    const other = record(2, { vNumber: '9999000002' });
    await bench.take({ ...record(1), value: Buffer.from('nonsense') }, other);
    expect(await ids(1)).toEqual([idOf(other)]);
    expect(bench.receipts()).toMatchObject([{ outcome: 'DEAD', reason: 'unreadable' }]);
  });

  it('waits for what comes, and is told at once', async () => {
    const waiting = page(10, 60_000);
    await new OutboundPipeline(bench.parts, bench.runner, queue).handle({ records: [record(1)] });
    expect((await waiting).deliveries).toHaveLength(1);
  });

  it('lets nobody wait when the adapter stops', async () => {
    const waiting = page(10, 60_000);
    queue.onModuleDestroy();
    expect(await waiting).toEqual({ deliveries: [], waiting: 0 });
  });

  it('answers at once where a client has too many requests waiting', async () => {
    const waiting = Array.from({ length: 8 }, () => page(10, 60_000));
    expect(await page(10, 60_000)).toEqual({ deliveries: [], waiting: 0 });
    queue.onModuleDestroy();
    await Promise.all(waiting);
  });

  it('fails while the database does not answer, and has lost nothing', async () => {
    await bench.take(record(1));
    bench.memory.down = true;
    await expect(page()).rejects.toThrow(/database/);
    bench.memory.down = false;
    expect(await ids()).toEqual([idOf(record(1))]);
  });
});
