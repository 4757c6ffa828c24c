import type { BackFillCell, Delivery, ReplayCandidate } from '#lib/persistence';
import { CARRIED_OUT, type Verdict } from '#lib/replay';
import type { Program } from '#lib/routing';
import { judgeFollower, judgeSelected, isWithheld, type JudgedPlan } from '../judging/judge-candidate.js';
import { knownMessages, type KnownMessage } from '../judging/known-message.js';
import { withRemoval } from '../judging/look-at.js';
import type { ReplayParts } from '../replay-parts.js';
import { plannedItem, unknownItem, type Planned } from './plan-items.js';

export interface ChunkOrder {
  readonly planId: string;
  readonly plan: JudgedPlan;
  readonly program: Program;
  /** Number of the first item. */
  readonly nth: number;
}

const NOTHING: KnownMessage = { kind: 'gone' };

/** Some of the deliveries that a selection found, with what is parked behind them, judged: each head, and after it its followers in order. */
export async function judgeDeliveries(
  parts: ReplayParts,
  order: ChunkOrder,
  ids: readonly string[],
): Promise<readonly Planned[]> {
  const { replayCandidates, blockedCases } = parts.database;
  const { planId, plan, program } = order;
  const looked = await replayCandidates.look(ids, planId);
  const heads = looked.flatMap(({ blocks, deliveryId }) => (blocks && deliveryId !== null ? [deliveryId] : []));
  const parked = heads.length === 0 ? new Map<string, readonly Delivery[]>() : await blockedCases.followers(heads);
  const corrections = plan.kind === 'REPLACE' && heads.length > 0 ? await blockedCases.replacements(heads) : new Map();
  const behind = await lookInParts(parts, [...parked.values()].flat(), planId);
  const messages = await messagesOf(parts, program, [...looked, ...behind.values()]);

  const planned: Planned[] = [];
  const next = (): number => order.nth + planned.length;
  const byId = new Map(looked.map((one) => [one.deliveryId, one]));
  for (const id of ids) {
    const candidate = byId.get(id);
    if (candidate === undefined) {
      planned.push(unknownItem(next(), id));
      continue;
    }
    const message = messages.get(candidate) ?? NOTHING;
    const followers = (parked.get(id) ?? []).flatMap(({ deliveryId }) => behind.get(deliveryId) ?? []);
    const judged = followers.map((one) => ({ one, verdict: judgeFollower(one, messages.get(one) ?? NOTHING) }));
    const correction = (corrections as ReadonlyMap<string, readonly Delivery[]>).get(id)?.at(-1)?.deliveryId ?? null;
    const allowed = judged.some(({ one, verdict }) => one.deliveryId === correction && !isWithheld(verdict));
    const verdict = judgeSelected(plan, candidate, message, allowed ? correction : null);
    const role = candidate.blocks ? 'HEAD' : 'ALONE';
    planned.push(plannedItem(next(), candidate, verdict, isUpgraded(message), { role, head: null, cell: null }));
    const goes = CARRIED_OUT.has(verdict.kind);
    for (const { one, verdict: own } of judged) {
      const shown: Verdict = goes ? own : { kind: 'BEHIND' };
      const upgraded = isUpgraded(messages.get(one) ?? NOTHING);
      planned.push(plannedItem(next(), one, shown, upgraded, { role: 'FOLLOWER', head: id, cell: null }));
    }
  }
  return planned;
}

/** Some of the cells of a back-fill, judged. */
export async function judgeCells(
  parts: ReplayParts,
  order: ChunkOrder,
  cells: readonly BackFillCell[],
): Promise<readonly Planned[]> {
  const { planId, plan, program, nth } = order;
  const found = await parts.database.replayCandidates.lookBackFill(cells, planId);
  const looked = found.map((one) => withRemoval(parts.contracts, one));
  const messages = await messagesOf(parts, program, looked);
  return looked.map((candidate, index) => {
    const message = messages.get(candidate) ?? NOTHING;
    const verdict = judgeSelected(plan, candidate, message, null);
    const cell = cells[index]?.cell ?? null;
    return plannedItem(nth + index, candidate, verdict, isUpgraded(message), { role: 'ALONE', head: null, cell });
  });
}

const MOST_AT_ONCE = 1000;

async function lookInParts(
  { database }: ReplayParts,
  parked: readonly Delivery[],
  planId: string,
): Promise<ReadonlyMap<string, ReplayCandidate>> {
  const found = new Map<string, ReplayCandidate>();
  for (let from = 0; from < parked.length; from += MOST_AT_ONCE) {
    const ids = parked.slice(from, from + MOST_AT_ONCE).map(({ deliveryId }) => deliveryId);
    for (const one of await database.replayCandidates.look(ids, planId)) found.set(one.deliveryId ?? '', one);
  }
  return found;
}

async function messagesOf(
  parts: ReplayParts,
  program: Program,
  candidates: readonly ReplayCandidate[],
): Promise<ReadonlyMap<ReplayCandidate, KnownMessage>> {
  const known = await knownMessages(parts, program, candidates);
  return new Map(candidates.map((candidate, index) => [candidate, known[index] ?? NOTHING]));
}

function isUpgraded(message: KnownMessage): boolean {
  return message.kind === 'known' && message.upgraded;
}
