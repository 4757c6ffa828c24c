import type { Endpoint } from '#lib/domain';
import type { Delivery, LedgerCell } from '#lib/persistence';

/** What became of a message at one recipient, as its sender may read it. */
export interface RecipientState {
  readonly recipient: Endpoint;
  /**
   * WAITING: decided for, not yet there; also behind an earlier message of the case that could not be delivered. HELD: a stop stands on the case, or
   * stood; it is not sent by itself, also not when the stop ends. FAILED: its system refused it; operators of the hub are on it.
   */
  readonly state: 'DELIVERED' | 'WAITING' | 'HELD' | 'FAILED' | 'REFUSED';
  /** Of a refusal: the code, and nothing of what it was decided on. */
  readonly reason?: string;
}

type State = RecipientState['state'];

/** Of several units the one that asks for attention is told: which municipalities or missions they are, and how many, is not the sender's. */
const BY_WEIGHT: readonly State[] = ['FAILED', 'HELD', 'WAITING', 'DELIVERED', 'REFUSED'];

/**
 * One entry per endpoint, whatever the number of its units, in the order of the cells. `tellsStops`: the sender may know of a stop; another one
 * is told that it waits.
 */
export function recipientStates(
  cells: readonly LedgerCell[],
  deliveries: readonly Pick<Delivery, 'deliveryId' | 'state'>[],
  tellsStops: boolean,
): readonly RecipientState[] {
  const rows = new Map(deliveries.map(({ deliveryId, state }) => [deliveryId, state]));
  const states = new Map<string, RecipientState>();
  for (const cell of cells) {
    const row = cell.deliveryId === null ? undefined : rows.get(cell.deliveryId);
    const state = stateOf(cell, row === 'HELD' && !tellsStops ? 'WAITING' : row);
    const known = states.get(cell.recipient);
    if (known === undefined || BY_WEIGHT.indexOf(state.state) < BY_WEIGHT.indexOf(known.state)) {
      states.set(cell.recipient, state);
    }
  }
  return [...states.values()];
}

function stateOf({ recipient: name, refusal }: LedgerCell, row: Delivery['state'] | undefined): RecipientState {
  const recipient = name as Endpoint;
  if (refusal !== null) return { recipient, state: 'REFUSED', reason: refusal };
  switch (row) {
    case 'DELIVERED':
      return { recipient, state: 'DELIVERED' };
    case 'DEAD':
      return { recipient, state: 'FAILED' };
    case 'WITHHELD':
      return { recipient, state: 'REFUSED', reason: 'WITHHELD' };
    case 'HELD':
      return { recipient, state: 'HELD' };
    case undefined:
    case 'WAITING':
    case 'ATTEMPTING':
    case 'PARKED':
      return { recipient, state: 'WAITING' };
  }
}
