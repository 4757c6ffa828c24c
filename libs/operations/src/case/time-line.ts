import type { CaseDecision, CaseHistory, Delivery, LedgerReceipt } from '#lib/persistence';

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
  const step = (cell: CaseDecision['cells'][number]): DeliveryStep => {
    const id = cell.deliveryId ?? '';
    return { ...cell, ...standing(cell.refusal, rows.get(id)), receipts: (receipts.get(id) ?? []).map(said) };
  };
  const { undecided, suspended, stops, next } = history;
  const messages = history.decisions.map(({ cells, ...decision }) => ({ ...decision, recipients: cells.map(step) }));
  return { messages, undecided, suspended, stops, next };
}

function standing(refusal: string | null, row: Delivery | undefined) {
  if (row === undefined)
    return { state: refusal === null ? 'NOT_TAKEN' : null, attempts: 0, errorClass: null, since: null };
  const { state, attempts, lastErrorClass: errorClass, changedAt: since } = row;
  return { state, attempts, errorClass, since };
}

function said({ outcome, reason, attempts, time }: LedgerReceipt) {
  return { outcome, reason, attempts, time };
}
