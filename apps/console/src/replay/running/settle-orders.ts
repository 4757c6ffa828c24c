import type { ItemMark, OrderedDecision, StoredItem, StoredPlan } from '#lib/persistence';
import type { Program } from '#lib/routing';
import type { ReplayParts } from '../replay-parts.js';
import { judgedPiece, type JudgedItem } from './judged-piece.js';
import { orderPiece } from './order-piece.js';
import { followerMarks, leftOut, withholdOf } from './release-piece.js';
import { withheldReceipts } from './withheld-receipts.js';

const PAGE = 200;

/**
 * What the router made of a plan's orders. One whose decision lets the message go is waited for in its recipient's lane; that of a head first takes
 * the head's place. With `again` the orders without a decision are written once more: a process may have died before it wrote them.
 */
export async function settleOrders(
  parts: ReplayParts,
  plan: StoredPlan,
  program: Program,
  again: boolean,
): Promise<number> {
  const { replayPlans } = parts.database;
  const { planId } = plan;
  let settled = 0;
  let after = 0;
  for (;;) {
    const items = await replayPlans.ordered(planId, PAGE, after);
    const last = items.at(-1);
    if (last === undefined) return settled;
    after = last.nth;
    const decisions = await replayPlans.decisionsOf(
      planId,
      items.map(({ nth }) => nth),
    );
    const undecided = items.filter(({ nth }) => !decisions.has(nth));
    if (again && undecided.length > 0) {
      await orderPiece(parts, plan, await judgedPiece(parts, plan, program, undecided));
    }
    const marks: ItemMark[] = [];
    for (const item of items) {
      const decision = decisions.get(item.nth);
      if (decision !== undefined) marks.push(...(await marksOf(parts, plan, program, item, decision)));
    }
    await replayPlans.mark(planId, marks);
    settled += marks.length;
  }
}

async function marksOf(
  parts: ReplayParts,
  plan: StoredPlan,
  program: Program,
  item: StoredItem,
  { outcome, refusal, deliveryId, state }: OrderedDecision,
): Promise<readonly ItemMark[]> {
  const { nth } = item;
  const head = (): Promise<readonly JudgedItem[]> => judgedPiece(parts, plan, program, [item]);
  if (outcome !== 'DECIDED' || refusal !== null || deliveryId === null) {
    const verdictThen = refusal === null ? { kind: 'UNREADABLE', why: outcome } : { kind: 'REFUSED', code: refusal };
    const mark = { nth, outcome: refusal === null ? 'NOT_SENT' : 'REFUSED', verdictThen };
    const behind = item.role === 'HEAD' ? (await head()).flatMap((one) => leftOut(one).slice(1)) : [];
    return [mark, ...behind];
  }
  // The adapter has not taken it yet.
  if (state === null) return [];
  // Also where it waits no more: a process may have died after its place was taken and before that was noted.
  if (item.role === 'HEAD') return takePlace(parts, plan, await head(), deliveryId);
  return [{ nth, outcome: 'RELEASED', newDeliveryId: deliveryId }];
}

/** The message, decided again, stands behind the dead letter that it came of: it takes its place. */
async function takePlace(
  parts: ReplayParts,
  { planId }: StoredPlan,
  judged: readonly JudgedItem[],
  by: string,
): Promise<readonly ItemMark[]> {
  const [one] = judged;
  if (one === undefined) return [];
  const withhold = withholdOf(one);
  if (withhold.length > 0) await parts.log.publish(await withheldReceipts(parts, withhold));
  const order = { kind: 'REPLACE', deliveryId: one.item.itemId, by, planId, withhold } as const;
  const [answer] = await parts.database.releases.release([order]);
  if (answer?.kind === 'released' || answer?.kind === 'repeated') {
    return [{ nth: one.item.nth, outcome: 'RELEASED', newDeliveryId: by }, ...followerMarks(one)];
  }
  // Somebody has decided about the dead letter by other means; where the new delivery is, its row says.
  return [{ nth: one.item.nth, outcome: 'RELEASED', newDeliveryId: by }, ...leftOut(one).slice(1)];
}
