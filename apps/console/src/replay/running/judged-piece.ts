import type { ReplayCandidate, StoredItem, StoredPlan } from '#lib/persistence';
import type { ReplayKind, Verdict } from '#lib/replay';
import type { Program } from '#lib/routing';
import { isWithheld, judgeFollower, judgeSelected, type JudgedPlan } from '../judging/judge-candidate.js';
import { knownMessages, type KnownMessage } from '../judging/known-message.js';
import { lookAtItems } from '../judging/look-at.js';
import { stillCovered } from '../judging/same-verdict.js';
import type { ReplayParts } from '../replay-parts.js';

/** A follower, and whether the rules of now let it go. */
export interface JudgedFollower {
  readonly item: StoredItem;
  readonly candidate: ReplayCandidate | null;
  readonly withheld: boolean;
  readonly verdict: Verdict;
}

/** A head or single item, judged again just before it is sent. */
export interface JudgedItem {
  readonly item: StoredItem;
  readonly candidate: ReplayCandidate | null;
  readonly verdict: Verdict;
  /** It goes: by the verdict of now, which is no wider than what was planned; or this plan has begun with it before. */
  readonly goes: boolean;
  readonly followers: readonly JudgedFollower[];
}

/** The verdicts of now on the next items of a run and on what waits behind them. */
export async function judgedPiece(
  parts: ReplayParts,
  plan: StoredPlan,
  program: Program,
  items: readonly StoredItem[],
): Promise<readonly JudgedItem[]> {
  const { replayPlans, blockedCases } = parts.database;
  const { planId } = plan;
  const heads = items.filter(({ role }) => role === 'HEAD').map(({ itemId }) => itemId);
  const behind = await replayPlans.followersOf(planId, heads);
  const candidates = await lookAtItems(parts, planId, [...items, ...behind]);
  const all = [...candidates.values()];
  const known = await knownMessages(parts, program, all);
  const messages = new Map(all.map((candidate, index) => [candidate, known[index]]));
  const corrections = plan.kind === 'REPLACE' ? await blockedCases.replacements(heads) : null;
  const judged: JudgedPlan = {
    kind: plan.kind as ReplayKind,
    narrower: plan.narrower,
    selection: plan.selection,
  };

  return items.map((item): JudgedItem => {
    const candidate = candidates.get(item.nth) ?? null;
    const followers = behind
      .filter(({ headId }) => headId === item.itemId)
      .map((follower) => judgedFollower(follower, candidates.get(follower.nth) ?? null, messages));
    if (candidate === null) return { item, candidate, verdict: { kind: 'GONE' }, goes: false, followers };
    // Begun by this plan before its process died: given once more, it is seen to be the same.
    if (candidate.releasedBy === planId || item.newGeneration !== null) {
      return { item, candidate, verdict: item.verdict as Verdict, goes: true, followers };
    }
    const correction = corrections?.get(item.itemId)?.at(-1)?.deliveryId ?? null;
    const allowed = followers.some((one) => one.item.itemId === correction && !one.withheld);
    const message = messages.get(candidate) ?? GONE;
    const verdict = judgeSelected(judged, candidate, message, allowed ? correction : null);
    return { item, candidate, verdict, goes: stillCovered(item.verdict as Verdict, verdict), followers };
  });
}

const GONE: KnownMessage = { kind: 'gone' };

function judgedFollower(
  item: StoredItem,
  candidate: ReplayCandidate | null,
  messages: ReadonlyMap<ReplayCandidate, KnownMessage | undefined>,
): JudgedFollower {
  if (candidate === null) return { item, candidate, withheld: false, verdict: { kind: 'GONE' } };
  const verdict = judgeFollower(candidate, messages.get(candidate) ?? GONE);
  // What a stop has put on hold meanwhile stays so: only a plan for what is held decides about it.
  return { item, candidate, withheld: candidate.state === 'PARKED' && isWithheld(verdict), verdict };
}
