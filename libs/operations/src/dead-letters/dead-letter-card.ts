import type { Database, DeadLetter, Delivery, LedgerDecision, LedgerReceipt } from '#lib/persistence';

/** One dead letter with all that the tables say of it; nothing of its content. */
export interface DeadLetterCard {
  readonly letter: DeadLetter;
  readonly delivery: Delivery;
  /** Without its record and facts; null while the ledger does not have it yet. */
  readonly decision: Pick<LedgerDecision, 'time' | 'sender' | 'outcome' | 'ruleSet' | 'cells'> | null;
  readonly receipts: readonly Pick<LedgerReceipt, 'time' | 'outcome' | 'reason' | 'attempts'>[];
}

interface Tables {
  readonly deadLetters: Pick<Database['deadLetters'], 'find'>;
  readonly deliveries: Pick<Database['deliveries'], 'find'>;
  readonly ledger: Pick<Database['ledger'], 'decision' | 'receiptsOf'>;
}

/** null when the delivery is unknown or not dead. */
export async function deadLetterCard(
  { deadLetters, deliveries, ledger }: Tables,
  deliveryId: string,
): Promise<DeadLetterCard | null> {
  const letter = await deadLetters.find(deliveryId);
  const delivery = await deliveries.find(deliveryId);
  if (letter === null || delivery === null) return null;
  const decision = await ledger.decision(letter.decisionId);
  const receipts = await ledger.receiptsOf([deliveryId]);
  return {
    letter,
    delivery,
    decision: decision === null ? null : { ...known(decision), cells: own(decision.cells, deliveryId) },
    receipts: receipts.map(({ time, outcome, reason, attempts }) => ({ time, outcome, reason, attempts })),
  };
}

type Decision = NonNullable<DeadLetterCard['decision']>;

function known({ time, sender, outcome, ruleSet }: Decision): Omit<Decision, 'cells'> {
  return { time, sender, outcome, ruleSet };
}

function own(cells: Decision['cells'], deliveryId: string): Decision['cells'] {
  return cells.filter((cell) => cell.deliveryId === deliveryId);
}
