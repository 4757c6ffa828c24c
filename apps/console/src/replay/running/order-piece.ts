import type { ItemMark, StoredItem, StoredPlan } from '#lib/persistence';
import type { RecordToPublish } from '#lib/messaging';
import { deliveryId, reRouteOrder } from '#lib/routing';
import type { ReplayParts } from '../replay-parts.js';
import type { JudgedItem } from './judged-piece.js';

/**
 * Orders the router to decide messages again: one order per message, for all its recipients in this piece. The number of the generation is given out
 * once, so that an order that is written twice is the same order.
 */
export async function orderPiece(
  parts: ReplayParts,
  plan: StoredPlan,
  judged: readonly JudgedItem[],
): Promise<readonly ItemMark[]> {
  if (judged.length === 0) return [];
  const numbers = await parts.database.replayPlans.number(
    plan.planId,
    judged.map(({ item }) => item.nth),
  );
  await parts.log.publish(ordersOf(parts, plan, judged, numbers));
  return judged.map(({ item, verdict }) => ({
    nth: item.nth,
    outcome: 'ORDERED',
    verdictThen: verdict,
    newDeliveryId: newDeliveryId(item, numbers.get(item.nth) ?? 0),
  }));
}

function ordersOf(
  parts: ReplayParts,
  { planId, planHash, narrower }: StoredPlan,
  judged: readonly JudgedItem[],
  numbers: ReadonlyMap<number, number>,
): readonly RecordToPublish[] {
  const { contracts, topics, keys, clock } = parts;
  const signer = { contracts, topics, sign: keys.sign.bind(keys), now: () => clock.iso() };
  const byOrder = Map.groupBy(judged, ({ item }) => `${item.messageId ?? ''}/${numbers.get(item.nth) ?? 0}`);
  return [...byOrder.values()].flatMap((items) => {
    const [first] = items;
    const original = first?.candidate?.original ?? null;
    if (first === undefined || original === null) return [];
    const order = {
      messageId: first.item.messageId ?? '',
      logPartition: original.partition,
      logOffset: original.offset,
      generation: numbers.get(first.item.nth) ?? 0,
      planId,
      planHash: planHash ?? '',
      narrower,
      recipients: items.flatMap(recipientOf),
    };
    return [reRouteOrder(signer, first.item.caseKey ?? '', order)];
  });
}

/** With the answer of then, which the router makes no wider where the plan says so. */
function recipientOf({ item, candidate }: JudgedItem) {
  const then = candidate?.then ?? null;
  if (then === null || item.endpoint === null) return [];
  return [
    {
      endpoint: item.endpoint,
      ...(item.unit === null ? {} : { unit: item.unit }),
      ...(then.refusal === null ? {} : { thenRefusal: then.refusal }),
      thenRemoved: then.removed,
      thenMasked: then.masked,
    },
  ];
}

function newDeliveryId({ messageId, endpoint, unit }: StoredItem, generation: number): string {
  const party = unit === null ? (endpoint ?? '') : `${endpoint ?? ''}:${unit}`;
  return deliveryId(messageId ?? '', party, generation);
}
