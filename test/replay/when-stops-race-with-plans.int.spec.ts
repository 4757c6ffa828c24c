import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import { deliveryId } from '#lib/routing';
import { until } from '#lib/testing';
import { ReplayWorld } from './replay-world.js';

jest.setTimeout(300_000);

const HOSTED = { value: true, from: '2026-11-01T08:00:00.000Z' };
const PEOPLE = 40;
const UNDER_WAY: ReadonlySet<string> = new Set(['WAITING', 'ATTEMPTING']);

/** What happens at the hub's edges, in order: a removal message is pushed, a stop is known to be accepted, a stop is about to end. */
type Seen =
  | { readonly kind: 'offered' | 'lifted'; readonly deliveryId: string }
  | { readonly kind: 'stopped'; readonly deliveryId: string; readonly begun: readonly string[] };

let world: ReplayWorld;
let people = 9_999_000_500;
const seen: Seen[] = [];
const random = seededRandom(11);

beforeAll(async () => {
  world = await ReplayWorld.open();
  world.startConsole();
});

afterAll(() => world.remove());

describe('stops that race with plans, releases, deliveries and retries', () => {
  it.each([1, 2, 3, 4, 5])(
    'D4: no attempt at a removal message begins after a stop was accepted, in 40 cases at once (round %i)',
    async () => {
      const cases = await deadRemovals(PEOPLE);
      const plan = await world.planned({ selection: { deliveryIds: cases.map(({ id }) => id) } });
      recipientIsUnsteady();
      const stops = cases.map((one, n) => (n % 4 === 3 ? undefined : stopThem(one, n % 4)));
      const [{ state }] = await Promise.all([world.carriedOut(plan), ...stops]);
      const states = () => Promise.all(cases.map(async ({ id }) => (await world.row(id)).state));
      await until('nothing to be on its way', async () => !(await states()).some((one) => UNDER_WAY.has(one)), 60);

      expect(state).toBe('DONE');
      expect(offeredAfterTheStop()).toEqual([]);
      const ends = await states();
      // What no stop concerned went; what the plan found stopped stays dead, what a stop met on its way is on hold.
      expect(ends.filter((_, n) => n % 4 === 3)).toEqual(Array.from({ length: PEOPLE / 4 }, () => 'DELIVERED'));
      expect(ends.filter((one) => !['DELIVERED', 'HELD', 'DEAD'].includes(one))).toEqual([]);
    },
  );

  it('D4: what was held stays held when the stop ends, and no plan lets it go while another ground stands', async () => {
    const [one] = await deadRemovals(1);
    if (one === undefined) throw new Error('Testing: there is no removal message.');
    recipientIsUnsteady();
    await stop(one, 'first');
    await stop(one, 'second');
    const plan = await world.planned({ selection: { deliveryIds: [one.id] } });
    expect(plan.counts?.byVerdict).toEqual({ HELD: 1 });
    await world.database.releases.release([{ kind: 'RETRY', deliveryId: one.id, planId: plan.planId, withhold: [] }]);
    expect((await world.row(one.id)).state).toBe('HELD');
    await world.database.stops.remove([`${one.id} first`]);
    expect(await retried(one.id)).toEqual({ kind: 'held' });
    await world.database.stops.remove([`${one.id} second`]);
    expect((await world.row(one.id)).state).toBe('HELD');
    expect(seen.filter(({ kind, deliveryId: id }) => kind === 'offered' && id === one.id)).toEqual([]);
  });

  it('D4: what a stop has put on hold behind a head is on hold for everybody, also where the rules would now withhold it', async () => {
    const vNumber = String((people += 1));
    world.recipient.answers = null;
    world.refuse(vNumber);
    const [head = ''] = await world.interviews(vNumber, 1);
    await world.settled([head], 'DEAD');
    const id = deliveryId(await world.send('M34', 'DTV', vNumber, {}), 'COA', 0);
    await world.settled([id], 'PARKED');
    const plan = await world.planned({ kind: 'SKIP', selection: { deliveryIds: [head] } });
    const one = { vNumber, id };
    await stop(one, 'first');
    await lift(one, 'first');
    await world.hostedNoMore(vNumber);
    expect((await world.carriedOut(plan)).state).toBe('DONE');
    await until('the adapter to have said so', async () => {
      const receipts = await world.database.ledger.receiptsOf([id]);
      return receipts.length > 0;
    });
    const told = (await world.database.ledger.receiptsOf([id])).map(({ outcome }) => outcome);
    expect([(await world.row(id)).state, told]).toEqual(['HELD', ['HELD']]);
    const outcomes = (await world.items(plan.planId)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['SKIPPED', 'HELD']);
  });
});

interface Case {
  readonly vNumber: string;
  readonly id: string;
}

/** Travel bookings that their recipient refused for good: what a plan is made for. */
async function deadRemovals(count: number): Promise<readonly Case[]> {
  const vNumbers = Array.from({ length: count }, () => String((people += 1)));
  world.recipient.answers = null;
  world.refuse(...vNumbers);
  const cases: Case[] = [];
  for (const vNumber of vNumbers) {
    await world.send('H2', 'COA', vNumber, { fact: 'COA_HOST', ...HOSTED });
    await world.send('H2', 'DTV', vNumber, { fact: 'LKO', ...HOSTED });
    const messageId = await world.send('M34', 'DTV', vNumber, {});
    cases.push({ vNumber, id: deliveryId(messageId, 'COA', 0) });
  }
  await world.settled(
    cases.map(({ id }) => id),
    'DEAD',
  );
  return cases;
}

/** Now and then it can't take anything, so that retries race as well as first attempts. */
function recipientIsUnsteady(): void {
  world.recipient.answers = (id) => {
    seen.push({ kind: 'offered', deliveryId: id });
    return random() < 0.2
      ? { kind: 'failed', failure: 'unknown', reason: 'deadline', retryAfterMs: null }
      : { kind: 'delivered' };
  };
}

/** One ground; two grounds; one ground that ends before another begins. */
async function stopThem(one: Case, manner: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, random() * 400));
  await stop(one, 'first');
  if (manner === 0) return;
  if (manner === 2) await lift(one, 'first');
  await stop(one, 'second');
  if (manner === 1) await lift(one, 'first');
}

/** As a door does before it answers 202. */
async function stop({ vNumber, id }: Case, ground: string): Promise<void> {
  const record = {
    topic: world.test.topics.messages,
    key: world.caseKey(vNumber),
    value: Buffer.alloc(1),
    headers: {},
  };
  const entry = { messageId: `${id} ${ground}`, caseKey: world.caseKey(vNumber), ground, record };
  const { attempting } = await world.database.stops.begin(entry);
  seen.push({ kind: 'stopped', deliveryId: id, begun: attempting });
}

/** As the router does when it has taken the record that ends it. */
async function lift({ id }: Case, ground: string): Promise<void> {
  seen.push({ kind: 'lifted', deliveryId: id });
  await world.database.stops.remove([`${id} ${ground}`]);
}

async function retried(id: string): Promise<unknown> {
  const [released] = await world.database.releases.release([
    { kind: 'RETRY', deliveryId: id, planId: 'another-plan', withhold: [] },
  ]);
  return released;
}

/** Pushes while a stop stood that had been accepted, but for those that had begun before it and that it named. */
function offeredAfterTheStop(): readonly string[] {
  const standing = new Map<string, number>();
  const begun = new Set<string>();
  const wrong: string[] = [];
  for (const one of seen) {
    const stops = standing.get(one.deliveryId) ?? 0;
    if (one.kind === 'offered') {
      if (stops > 0 && !begun.has(one.deliveryId)) wrong.push(one.deliveryId);
      continue;
    }
    standing.set(one.deliveryId, stops + (one.kind === 'stopped' ? 1 : -1));
    if (one.kind === 'stopped') for (const id of one.begun) begun.add(id);
  }
  return wrong;
}
