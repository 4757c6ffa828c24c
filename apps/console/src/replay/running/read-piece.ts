import type { ItemMark, StoredItem, StoredPlan } from '#lib/persistence';
import { reReadOrder } from '#lib/routing';
import { judgeRecords, placeOf } from '../judging/judge-records.js';
import type { ReplayParts } from '../replay-parts.js';

/** Orders the router to read records again, each judged once more; the order is bound to the bytes that were looked at. */
export async function readPiece(
  parts: ReplayParts,
  { planId, planHash }: StoredPlan,
  items: readonly StoredItem[],
): Promise<readonly ItemMark[]> {
  const { contracts, topics, keys, clock, database, log } = parts;
  const signer = { contracts, topics, sign: keys.sign.bind(keys), now: () => clock.iso() };
  const judged = await judgeRecords(
    parts,
    items.map(({ itemId }) => placeOf(itemId)),
  );
  const marks: ItemMark[] = [];
  const orders = items.flatMap(({ nth, itemId }, index) => {
    const again = judged[index];
    if (again?.kind !== 'READABLE') {
      const verdictThen = { kind: 'UNREADABLE', why: again?.why ?? 'gone' };
      marks.push({ nth, outcome: 'NOT_SENT', verdictThen });
      return [];
    }
    marks.push({ nth, outcome: 'ORDERED', verdictThen: { kind: 'READ' } });
    const { partition: logPartition, offset: logOffset } = placeOf(itemId);
    const order = { logPartition, logOffset, valueHash: again.valueHash, planId, planHash: planHash ?? '' };
    return [{ nth, record: reReadOrder(signer, again, order) }];
  });
  const ordered = new Set(orders.map(({ nth }) => nth));
  const ids = items.flatMap(({ nth, decisionId }) => (ordered.has(nth) && decisionId !== null ? [decisionId] : []));
  if (ids.length > 0) await database.quarantine.noteReRead(ids, planId);
  await log.publish(orders.map(({ record }) => record));
  return marks;
}

const PAGE = 500;

/** Records that were ordered and that the ledger has a decision on since. With `again` the orders of the others are written once more. */
export async function settleReads(parts: ReplayParts, plan: StoredPlan, again: boolean): Promise<number> {
  const { replayPlans, quarantine } = parts.database;
  let settled = 0;
  let after = 0;
  for (;;) {
    const items = await replayPlans.ordered(plan.planId, PAGE, after);
    const last = items.at(-1);
    if (last === undefined) return settled;
    after = last.nth;
    const marks: ItemMark[] = [];
    const open: StoredItem[] = [];
    for (const item of items) {
      const record = item.decisionId === null ? null : await quarantine.find(item.decisionId);
      if (record !== null && record.decided !== null && record.decided.decisionId !== item.decisionId) {
        marks.push({ nth: item.nth, outcome: 'READ' });
      } else open.push(item);
    }
    if (again && open.length > 0) await readPiece(parts, plan, open);
    await replayPlans.mark(plan.planId, marks);
    settled += marks.length;
  }
}
