import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PushAnswer } from '#lib/adapter-kit';
import { seededRandom } from '#lib/contracts';
import { CARRIED_OUT, UNDER_WAY, type ItemView, type PlanView } from '#lib/replay';
import { until } from '#lib/testing';
import { MortalConsoles } from './mortal-consoles.js';
import { OPERATOR, ReplayWorld } from './replay-world.js';

jest.setTimeout(300_000);

const CASES = 10;
const DELIVERED: PushAnswer = { kind: 'delivered' };
const REFUSED: PushAnswer = { kind: 'failed', failure: 'message', reason: 'http-400', retryAfterMs: null };
/** It has taken it or it has not: the answer was lost. */
const LOST: PushAnswer = { kind: 'failed', failure: 'unknown', reason: 'deadline', retryAfterMs: null };

let world: ReplayWorld;
let people = 9_999_001_000;

beforeAll(async () => {
  world = await ReplayWorld.open();
});

afterAll(() => world.remove());

interface Told {
  readonly id: string;
  readonly answer: PushAnswer;
}

/** What the recipient was offered, and what it said. */
const told: Told[] = [];

function recipient(mood: (random: number) => PushAnswer, random: () => number): void {
  world.recipient.answers = (id) => {
    const answer = mood(random());
    told.push({ id, answer });
    return answer;
  };
}

/** Cases that the recipient refused, ids in order. */
async function blockedCases(random: () => number): Promise<readonly (readonly string[])[]> {
  recipient(() => REFUSED, random);
  const cases: string[][] = [];
  for (let n = 0; n < CASES; n += 1) {
    cases.push(await world.interviews(String((people += 1)), 1 + Math.floor(random() * 3)));
  }
  await world.settled(
    cases.map(([head]) => head ?? ''),
    'DEAD',
  );
  for (const [, ...followers] of cases) await world.settled(followers, 'PARKED');
  return cases;
}

/** Runs them at once, and again when new failures stopped them; the recipient is healed after some time of that. */
async function carriedOut(plans: readonly PlanView[], heal: () => void): Promise<readonly PlanView[]> {
  await Promise.all(plans.map(({ planId, planHash }) => world.approvedAndRun(planId, planHash)));
  let ended: readonly PlanView[] = [];
  let stops = 0;
  const goOn = async (): Promise<boolean> => {
    const now = await Promise.all(plans.map(({ planId }) => world.desk.find(planId)));
    ended = now.filter((plan) => plan?.state === 'DONE') as readonly PlanView[];
    for (const plan of now) {
      if (plan?.state !== 'STOPPED') continue;
      if ((stops += 1) > 3) heal();
      await world.desk.run(plan.planId, OPERATOR);
    }
    return ended.length === plans.length;
  };
  await until('every plan to be done', goOn, 120);
  return ended;
}

const deliveredIds = (): readonly string[] => told.flatMap(({ id, answer }) => (answer === DELIVERED ? [id] : []));

/** Items with the ids under which they went. */
async function outcomesOf(plans: readonly PlanView[]): Promise<readonly (ItemView & { readonly sentAs: string })[]> {
  const items = await Promise.all(plans.map(({ planId }) => world.items(planId)));
  return items.flat().map((item) => ({ ...item, sentAs: item.newDeliveryId ?? item.itemId }));
}

describe('plans that two consoles carry out side by side, which are killed and stopped at any moment', () => {
  it.each([1, 2, 3, 4, 5, 6])('sends nothing twice, loses nothing, and says what is true (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    told.length = 0;
    const cases = await blockedCases(random);
    const consoles = new MortalConsoles(world.parts, world.database.schema, random, 24);
    consoles.start();
    consoles.start();
    const heads = cases.map(([head]) => head ?? '');
    const plans = await Promise.all([
      world.planned({ selection: { deliveryIds: heads.slice(0, 6) } }),
      world.planned({ kind: 'RE_ROUTE', selection: { deliveryIds: heads.slice(4, 9) } }),
      world.planned({ kind: 'SKIP', selection: { deliveryIds: heads.slice(8) } }),
    ]);
    recipient((chance) => (chance < 0.2 ? REFUSED : chance < 0.35 ? LOST : DELIVERED), random);
    const heal = () => recipient(() => DELIVERED, random);
    const ended = await carriedOut(plans, heal).finally(() => consoles.stop());
    expect(consoles.killed).toBeGreaterThan(0);

    // Once it has said that it has one, it is never offered that one again.
    const delivered = deliveredIds();
    expect(new Set(delivered).size).toBe(delivered.length);
    const after = new Set<string>();
    for (const { id, answer } of told) {
      expect(after.has(id)).toBe(false);
      if (answer === DELIVERED) after.add(id);
    }

    const items = await outcomesOf(ended);
    const carried = items.filter(({ verdict }) => CARRIED_OUT.has(verdict.kind));
    expect(carried.filter(({ outcome }) => outcome === null || UNDER_WAY.has(outcome))).toEqual([]);
    const said = carried.flatMap(({ outcome, sentAs }) => (outcome === 'DELIVERED' ? [sentAs] : []));
    expect(said.toSorted()).toEqual(delivered.toSorted());
    for (const { outcome, sentAs, deliveryId } of carried) {
      const { state, resolution } = await world.row(outcome === 'NOT_SENT' ? (deliveryId ?? '') : sentAs);
      if (outcome === 'DELIVERED') expect(state).toBe('DELIVERED');
      if (outcome === 'SKIPPED') expect(resolution).toBe('SKIPPED');
    }

    for (const { planId, run } of ended) {
      const counts: Record<string, number> = {};
      const own = await world.items(planId);
      for (const { outcome } of own) if (outcome !== null) counts[outcome] = (counts[outcome] ?? 0) + 1;
      const sum = Object.values(run?.byOutcome ?? {}).reduce((total, count) => total + count, 0);
      expect(run).toMatchObject({ left: 0, underWay: 0, toSend: sum, byOutcome: counts });
      const audit = (await world.desk.audit(planId)) ?? [];
      expect(audit.map(({ action }) => action).join(' ')).toMatch(
        /^plan\.ordered plan\.planned plan\.approved plan\.run( plan\.stopped plan\.run)* plan\.ended$/,
      );
      expect(audit.at(-1)?.details).toMatchObject({ progress: { byOutcome: counts } });
    }

    expect(overtaken(cases, items)).toEqual([]);
  });

  it('goes on with the followers of a head whose place was taken by a process that died before it noted so', async () => {
    const vNumber = String((people += 1));
    world.recipient.answers = null;
    await world.blocked(vNumber, 3);
    const { replayPlans } = world.database;
    const mark = replayPlans.mark.bind(replayPlans);
    let failures = 1;
    replayPlans.mark = (planId, marks) => {
      const taken = marks.some(({ outcome, newDeliveryId }) => outcome === 'RELEASED' && newDeliveryId !== undefined);
      failures -= taken ? 1 : 0;
      return taken && failures === 0
        ? Promise.reject(new Error('failing where the test wants it'))
        : mark(planId, marks);
    };
    const worker = world.startConsole();
    const plan = await world.planned({ kind: 'RE_ROUTE', selection: { caseKey: world.caseKey(vNumber) } });
    const done = await world.carriedOut(plan);
    expect(failures).toBeLessThan(1);
    expect(done).toMatchObject({ state: 'DONE', run: { left: 0, underWay: 0, byOutcome: { DELIVERED: 3 } } });
    replayPlans.mark = mark;
    await worker.stop();
  });
});

/** Deliveries that came after a later one of their case; what was decided again has the place of what it came of. */
function overtaken(
  cases: readonly (readonly string[])[],
  items: readonly { readonly deliveryId: string | null; readonly sentAs: string }[],
): readonly string[] {
  const originals = new Map(items.map(({ deliveryId, sentAs }) => [sentAs, deliveryId ?? '']));
  const places = new Map(cases.flatMap((ids, n) => ids.map((id, place) => [id, { n, place }] as const)));
  const latest = new Map<number, number>();
  return deliveredIds().filter((id) => {
    const at = places.get(id) ?? places.get(originals.get(id) ?? '');
    if (at === undefined) return true;
    const before = latest.get(at.n) ?? -1;
    latest.set(at.n, Math.max(before, at.place));
    return at.place < before;
  });
}
