import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '#lib/testing';
import { DeliveryWorld } from './delivery-world.js';

// A lease lasts 20 s and a member of a group 10 s, and the tests run beside others.
jest.setTimeout(480_000);

const [DOWN, UP] = ['0344', '0599'];

describe('When recipients or the processes that push to them fail', () => {
  let world: DeliveryWorld;
  beforeEach(async () => {
    world = await DeliveryWorld.open();
  });
  afterEach(() => world.remove());

  const allArrived = (unit: string, ids: readonly string[]): Promise<void> =>
    until(`${ids.length} deliveries at ${unit}`, () => world.receiver.arrived(unit).length >= ids.length, 200);
  const expectAll = async (unit: string, ids: readonly string[]): Promise<void> => {
    expect(new Set(world.receiver.arrived(unit).map(({ id }) => id))).toEqual(new Set(ids));
    expect(world.receiver.disorder(unit)).toEqual([]);
    await until('the rows to say so', async () => (await world.counts(unit))['DELIVERED'] === ids.length, 60);
    expect(await world.counts(unit)).toEqual({ DELIVERED: ids.length });
  };

  it('a municipality that is down, and one that says nothing, hold up no other, and get everything in order afterwards', async () => {
    world.receiver.tell(DOWN, 'down');
    world.receiver.tell('0363', 'silent');
    await world.startDeliverer();
    const stuck = await world.send(DOWN, 200, 20);
    const silent = await world.send('0363', 200, 20);
    const fine = await world.send(UP, 200, 20);
    await allArrived(UP, fine);
    await expectAll(UP, fine);
    // All of it lies in rows: the consumer has gone on, and nobody waits in Kafka.
    await until(
      'everything to be taken',
      async () => {
        const taken = await Promise.all([DOWN, '0363'].map((unit) => world.counts(unit)));
        return taken.every((states) => Object.values(states).reduce((sum, count) => sum + count, 0) === 200);
      },
      200,
    );
    expect([world.receiver.arrived(DOWN), world.receiver.arrived('0363')]).toEqual([[], []]);
    world.receiver.tell(DOWN, 'ok');
    world.receiver.tell('0363', 'ok');
    await allArrived(DOWN, stuck);
    await allArrived('0363', silent);
    await expectAll(DOWN, stuck);
    await expectAll('0363', silent);
    expect(await world.receipted()).toEqual(new Set([...stuck, ...silent, ...fine]));
  });

  it('a backlog of five thousand drains in order, a few at a time', async () => {
    world.receiver.tell(UP, 'down');
    await world.startDeliverer();
    const ids = await world.send(UP, 5000, 250);
    await until(
      'everything to be taken',
      async () => {
        const { WAITING = 0, ATTEMPTING = 0 } = await world.counts(UP);
        return WAITING + ATTEMPTING === 5000;
      },
      200,
    );
    world.receiver.tell(UP, 'ok');
    world.receiver.most.clear();
    await allArrived(UP, ids);
    await expectAll(UP, ids);
    expect(world.receiver.most.get(UP)).toBeLessThanOrEqual(10);
    expect(world.receiver.repeats).toBeLessThanOrEqual(10);
  });

  it('one of two processes that is killed leaves its cases to the other, each delivery with one effect and in order', async () => {
    const [first, second] = [await world.startDeliverer(), await world.startDeliverer()];
    const ids = await world.send(UP, 1500, 100);
    await until('deliveries to go out', () => world.receiver.arrived(UP).length > 100);
    first.kill('SIGKILL');
    const more = await world.send(UP, 300, 100);
    await allArrived(UP, [...ids, ...more]);
    await expectAll(UP, [...ids, ...more]);
    expect(await world.receipted()).toEqual(new Set([...ids, ...more]));
    expect(second.exitCode).toBeNull();
  });

  it('a process that is killed in mid-delivery is followed by one that goes on from the rows', async () => {
    world.receiver.tell(UP, 'silent');
    const first = await world.startDeliverer();
    const ids = await world.send(UP, 60, 6);
    await until('attempts to be under way', async () => ((await world.counts(UP))['ATTEMPTING'] ?? 0) > 0);
    first.kill('SIGKILL');
    world.receiver.tell(UP, 'ok');
    await world.startDeliverer();
    await allArrived(UP, ids);
    await expectAll(UP, ids);
  });

  it('a process that stood still, and comes back when another has gone on, repeats at most and overtakes nothing', async () => {
    const first = await world.startDeliverer();
    const ids = await world.send(UP, 1000, 50);
    await until('deliveries to go out', () => world.receiver.arrived(UP).length > 50);
    first.kill('SIGSTOP');
    await world.startDeliverer();
    await allArrived(UP, ids);
    const repeated = world.receiver.repeats;
    first.kill('SIGCONT');
    await expectAll(UP, ids);
    // What it had in its hands it may send once more, and nothing else.
    expect(world.receiver.repeats - repeated).toBeLessThanOrEqual(10);
  });
});
