import type { ItemMark, Release, Released } from '#lib/persistence';
import type { Verdict } from '#lib/replay';
import type { ReplayParts } from '../replay-parts.js';
import type { JudgedItem } from './judged-piece.js';
import { withheldReceipts } from './withheld-receipts.js';

/** Hands judged items to the machine of blocked cases. Given twice, it is done once. Answers with what is to be noted of each. */
export async function releasePiece(
  parts: ReplayParts,
  planId: string,
  judged: readonly JudgedItem[],
): Promise<readonly ItemMark[]> {
  const orders = judged.map((one) => orderOf(planId, one));
  const withheld = orders.flatMap(({ withhold }) => withhold);
  if (withheld.length > 0) await parts.log.publish(await withheldReceipts(parts, withheld));
  const answers = orders.length === 0 ? [] : await parts.database.releases.release(orders);
  return judged.flatMap((one, index) => marksOf(one, answers[index] ?? { kind: 'unknown' }));
}

/** What is not sent after all, and what waits behind it. */
export function leftOut({ item, verdict, followers }: JudgedItem): readonly ItemMark[] {
  return [
    { nth: item.nth, outcome: 'NOT_SENT', verdictThen: verdict },
    ...followers
      .filter((one) => one.item.carriedOut)
      .map((one) => ({ nth: one.item.nth, outcome: 'NOT_SENT', verdictThen: { kind: 'BEHIND' } })),
  ];
}

export function withholdOf({ followers }: JudgedItem): readonly string[] {
  return followers.flatMap(({ withheld, item }) => (withheld ? [item.itemId] : []));
}

/** What becomes of the followers of a head that goes. */
export function followerMarks({ followers }: JudgedItem): readonly ItemMark[] {
  return followers.map(({ item, withheld, verdict }) => ({
    nth: item.nth,
    outcome: withheld ? 'WITHHELD' : 'RELEASED',
    verdictThen: verdict,
  }));
}

function orderOf(planId: string, one: JudgedItem): Release {
  const order = { deliveryId: one.item.itemId, planId, withhold: withholdOf(one) };
  const { verdict } = one;
  switch (verdict.kind) {
    case 'SKIP':
      return { ...order, kind: 'SKIP' };
    case 'REPLACE':
      return { ...order, kind: 'REPLACE', by: verdict.by };
    default:
      return { ...order, kind: 'RETRY' };
  }
}

function marksOf(one: JudgedItem, released: Released): readonly ItemMark[] {
  const { nth } = one.item;
  switch (released.kind) {
    case 'released':
    case 'repeated':
      return [{ nth, outcome: endOf(one.verdict), verdictThen: one.verdict }, ...followerMarks(one)];
    case 'parked':
      return [{ nth, outcome: 'PARKED', verdictThen: one.verdict }, ...behind(one)];
    case 'held':
      return [{ nth, outcome: 'HELD', verdictThen: { kind: 'HELD' } }, ...followerMarks(one)];
    case 'gone':
      return leftOut({ ...one, verdict: { kind: 'GONE' } });
    case 'unknown':
      return leftOut({ ...one, verdict: { kind: 'UNKNOWN' } });
    case 'not-now':
      return leftOut({ ...one, verdict: { kind: 'NOT_DEAD', state: released.state } });
    default:
      return released satisfies never;
  }
}

function endOf({ kind }: Verdict): string {
  if (kind === 'SKIP') return 'SKIPPED';
  return kind === 'REPLACE' ? 'REPLACED' : 'RELEASED';
}

function behind({ followers }: JudgedItem): readonly ItemMark[] {
  return followers.map(({ item }) => ({ nth: item.nth, outcome: 'PARKED', verdictThen: { kind: 'BEHIND' } }));
}
