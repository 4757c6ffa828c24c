import { partyName, type Cell, type MessageDefinition } from '#lib/domain';
import type { SenderLimits } from './question.js';

/** The sender may always narrow what the rules allow, never widen it (P16). */
export function narrowed(cell: Cell, limits: SenderLimits, message: MessageDefinition): Cell {
  if (cell.refusal !== null) return cell;
  const { onlyFor, withhold } = limits;
  const party = partyName({ endpoint: cell.recipient, unit: cell.unit });
  if (onlyFor !== null && !onlyFor.includes(cell.recipient) && !onlyFor.includes(party)) return bySender(cell);
  if (withhold.length === 0) return cell;
  // Nothing can be delivered without saying whom it is about.
  const identity = ['vNumber', 'person'].filter((field) => withhold.includes(field) && !cell.removed.includes(field));
  if (identity.length > 0) return bySender(cell);
  const removed = message.fields
    .map(({ name }) => name)
    .filter((name) => withhold.includes(name) || cell.removed.includes(name));
  return { ...cell, removed, masked: cell.masked.filter((field) => !withhold.includes(field)) };
}

function bySender(cell: Cell): Cell {
  return { ...cell, refusal: 'DENY_SENDER', removed: [], masked: [] };
}
