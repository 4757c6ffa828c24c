import type { CaseDecision, CaseHistory, Delivery, DeliveryRelease, LedgerReceipt } from '#lib/persistence';
import { whatNext } from './what-next.js';

/** What one recipient gets of one message, and how far that is. */
export interface DeliveryStep {
  readonly recipient: string;
  readonly unit: string | null;
  readonly refusal: string | null;
  readonly ruleId: string | null;
  readonly deliveryId: string | null;
  /** Of the row; NOT_TAKEN while the adapter has none; null for a refusal. */
  readonly state: string | null;
  readonly attempts: number;
  readonly errorClass: string | null;
  /** When the state was reached, by the database's clock. */
  readonly since: string | null;
  /** How often it became a dead letter. */
  readonly deaths: number;
  /** What was decided about a dead one: SKIPPED or REPLACED. */
  readonly resolution: string | null;
  /** Every plan that let it go once more, or decided otherwise about it; oldest first. */
  readonly releases: readonly Omit<DeliveryRelease, 'deliveryId'>[];
  /** What happens next, and by whom; null when nothing does. */
  readonly next: string | null;
  readonly receipts: readonly Pick<LedgerReceipt, 'outcome' | 'reason' | 'attempts' | 'time'>[];
}

export interface MessageStep extends Omit<CaseDecision, 'cells'> {
  readonly recipients: readonly DeliveryStep[];
}

/** One case in the order of its log, which no clock can confuse: hub, database and adapters have their own. */
export interface TimeLine extends Pick<CaseHistory, 'undecided' | 'suspended' | 'stops' | 'next'> {
  readonly messages: readonly MessageStep[];
}

/** Pure. */
export function timeLine(history: CaseHistory): TimeLine {
  const rows = new Map(history.deliveries.map((delivery) => [delivery.deliveryId, delivery]));
  const receipts = Map.groupBy(history.receipts, ({ deliveryId }) => deliveryId);
  const releases = Map.groupBy(history.releases, ({ deliveryId }) => deliveryId);
  const step = (cell: CaseDecision['cells'][number]): DeliveryStep => {
    const id = cell.deliveryId ?? '';
    const row = rows.get(id) ?? null;
    const next = cell.refusal === null ? whatNext(row, around(history, row)) : null;
    const done = (releases.get(id) ?? []).map(({ planId, kind, at }) => ({ planId, kind, at }));
    const told = (receipts.get(id) ?? []).map(said);
    return { ...cell, ...standing(cell.refusal, row), releases: done, next, receipts: told };
  };
  const { undecided, suspended, stops, next } = history;
  const messages = history.decisions.map(({ cells, ...decision }) => ({ ...decision, recipients: cells.map(step) }));
  return { messages, undecided, suspended, stops, next };
}

function standing(refusal: string | null, row: Delivery | null) {
  if (row === null) {
    const nothing = { attempts: 0, errorClass: null, since: null, deaths: 0, resolution: null };
    return { state: refusal === null ? 'NOT_TAKEN' : null, ...nothing };
  }
  const { state, attempts, lastErrorClass: errorClass, changedAt: since, deaths, resolution } = row;
  return { state, attempts, errorClass, since, deaths, resolution };
}

/** Seen from one delivery: the others of the case at the same recipient unit. On a page that lacks the head it is not named. */
function around({ deliveries, suspended, stops }: CaseHistory, row: Delivery | null) {
  const beside = deliveries.filter((one) => one.endpoint === row?.endpoint && one.unit === row.unit);
  const head = beside.find(({ blocks }) => blocks)?.deliveryId ?? null;
  const behind = beside.filter(({ state }) => state === 'PARKED').length;
  return { stopped: suspended || stops.length > 0, head, behind };
}

function said({ outcome, reason, attempts, time }: LedgerReceipt) {
  return { outcome, reason, attempts, time };
}
