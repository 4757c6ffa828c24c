import type { Database } from '#lib/persistence';
import type { DeadLetterCard } from './print-dead-letter.js';

export class NoDeadLetter extends Error {
  readonly code = 'no-dead-letter';
}

/** @throws NoDeadLetter that says in which state the delivery is instead */
export async function deadLetterCard(
  { deadLetters, deliveries, ledger }: Pick<Database, 'deadLetters' | 'deliveries' | 'ledger'>,
  deliveryId: string,
): Promise<DeadLetterCard> {
  const letter = await deadLetters.find(deliveryId);
  const delivery = await deliveries.find(deliveryId);
  if (letter === null || delivery === null) {
    const instead =
      delivery === null ? 'no delivery with this id' : `no dead letter: the delivery is ${delivery.state}`;
    throw new NoDeadLetter(`There is ${instead}. \`schakel dead-letters list\` shows those that there are.`);
  }
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
