import type { Database } from '#lib/persistence';

export class NoDeadLetter extends Error {
  readonly code = 'no-dead-letter';
}

/** @throws NoDeadLetter, always: it says in which state the delivery is instead */
export async function noDeadLetter({ deliveries }: Pick<Database, 'deliveries'>, deliveryId: string): Promise<never> {
  const delivery = await deliveries.find(deliveryId);
  const instead = delivery === null ? 'no delivery with this id' : `no dead letter: the delivery is ${delivery.state}`;
  throw new NoDeadLetter(`There is ${instead}. \`schakel dead-letters list\` shows those that there are.`);
}
