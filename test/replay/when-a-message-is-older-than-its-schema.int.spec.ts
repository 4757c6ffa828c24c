import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { silentLogger } from '#lib/platform';
import { deliveryId } from '#lib/routing';
import { ADDED, laterRelease, type LaterRelease } from './later-release.js';
import { ReplayWorld } from './replay-world.js';

jest.setTimeout(240_000);

let world: ReplayWorld;
let release: LaterRelease;
let people = 9_999_000_800;
let vNumber: string;

beforeAll(async () => {
  world = await ReplayWorld.open({}, silentLogger, (prefix) => (release = laterRelease(prefix)));
  world.startConsole();
});

beforeEach(async () => {
  vNumber = String((people += 1));
  await world.activate(release.inForce);
});

afterAll(() => world.remove());

const ofCase = () => ({ selection: { caseKey: world.caseKey(vNumber) } });

/** Interviews that were accepted, decided and refused by their recipient before the later schemas were in force. */
async function deadBefore(count: number): Promise<readonly string[]> {
  world.doors = release.before;
  const ids = await world.blocked(vNumber, count);
  world.doors = release.contracts;
  return ids;
}

/** One that a door wrote since, of the same case. */
async function sentSince(): Promise<string> {
  const messageId = await world.send('M06', 'DTV', vNumber, { [ADDED]: 'Verzonnen aandachtspunt' });
  return deliveryId(messageId, 'COA', 0);
}

async function bytesOf(id: string): Promise<Buffer> {
  const topic = release.topics.delivery('COA');
  for (const { partition, low, high } of await world.log.ends(topic)) {
    for await (const page of world.log.read(topic, partition, low, high)) {
      const found = page.find(({ headers }) => headers['ce_id'] === id);
      if (found?.value != null) return found.value;
    }
  }
  throw new Error('Reading a delivery: there is none.');
}

describe('a plan over messages that were written with an older schema than that of today', () => {
  it('R17: says which are old, and sends the same bytes as ever where they are delivered again', async () => {
    const old = await deadBefore(2);
    await world.activate(release.other);
    const since = await sentSince();
    await world.settled([since], 'PARKED');
    const plan = await world.planned(ofCase());
    expect(plan.counts).toMatchObject({ items: 3, sending: 3, upgraded: 2, byVerdict: { DELIVER: 3 } });
    const items = await world.items(plan.planId);
    expect(items.map(({ deliveryId, upgraded }) => [deliveryId, upgraded])).toEqual([
      [old[0], true],
      [old[1], true],
      [since, false],
    ]);
    expect((await world.carriedOut(plan)).run?.byOutcome).toEqual({ DELIVERED: 3 });
    expect(world.taken.slice(-3)).toEqual([...old, since]);
    const [first, again] = world.bodiesOf(old[0] ?? '');
    expect(again?.equals(first ?? Buffer.alloc(0))).toBe(true);
    expect(world.bodiesOf(since)[0]?.toString()).toContain('Verzonnen aandachtspunt');
  });

  it('R17: sends by the recipient’s schema of today what is decided again', async () => {
    const [old] = await deadBefore(1);
    await world.activate(release.other);
    const plan = await world.planned({ kind: 'RE_ROUTE', ...ofCase() });
    expect(plan.counts).toMatchObject({ items: 1, upgraded: 1, byVerdict: { DELIVER: 1 } });
    expect((await world.carriedOut(plan)).run?.byOutcome).toEqual({ DELIVERED: 1 });
    const [item] = await world.items(plan.planId);
    const since = await sentSince();
    await world.settled([since], 'DELIVERED');
    const [then, now, next] = await Promise.all([old, item?.newDeliveryId, since].map((id) => bytesOf(id ?? '')));
    const ofToday = release.programs.find(release.other)?.contracts.recipientSchema('M06', 'COA')?.schemaId;
    expect([now, next].map((value) => value?.readInt32BE(1))).toEqual([ofToday, ofToday]);
    expect(then?.readInt32BE(1)).not.toBe(ofToday);
    const [said, asked] = [then, now].map((value) => release.adapters.decodeDelivery(value ?? Buffer.alloc(0)));
    expect(asked).toMatchObject({ ok: true, content: said?.ok === true ? said.content : {} });
  });

  it('R17: finds their verdict by the rules of today', async () => {
    const [old] = await deadBefore(1);
    await world.activate(release.withoutInterviews);
    const plan = await world.planned(ofCase());
    expect(plan.counts).toMatchObject({ items: 1, sending: 0, byVerdict: { REFUSED: 1 } });
    expect(await world.items(plan.planId)).toMatchObject([{ deliveryId: old, upgraded: true }]);
    expect(world.bodiesOf(old ?? '')).toHaveLength(1);
  });

  it('R17: calls nothing old while the older schemas are those in force', async () => {
    await deadBefore(1);
    expect((await world.planned(ofCase())).counts).toMatchObject({ items: 1, upgraded: 0, byVerdict: { DELIVER: 1 } });
  });
});
