import type { Cell } from '#lib/domain';
import { AvroWriter } from './avro-writer.js';

/** A cell and what became of it: the id and recipient schema of its delivery, null when refused. */
export interface DecidedCell {
  readonly cell: Cell;
  readonly deliveryId: string | null;
  readonly schemaId: number | null;
}

/** The parts of a cell that are the same each time the rules give it. */
interface Parts {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

// The rules hand out the same frozen cell for the same answer, so its bytes are made once.
const known = new WeakMap<Cell, Parts>();
const scratch = new AvroWriter();

/** Record `DecisionCell` of the decision record's schema, fields in its order. */
export function writeCell(writer: AvroWriter, { cell, deliveryId, schemaId }: DecidedCell): void {
  let parts = known.get(cell);
  if (parts === undefined) {
    parts = { head: headOf(cell), tail: tailOf(cell) };
    known.set(cell, parts);
  }
  writer.raw(parts.head);
  writer.optionalText(deliveryId);
  writer.optionalLong(schemaId);
  writer.raw(parts.tail);
}

function headOf(cell: Cell): Uint8Array {
  scratch.clear();
  scratch.text(cell.recipient);
  scratch.optionalText(cell.unit);
  scratch.optionalText(cell.refusal);
  scratch.optionalText(cell.ruleId);
  return scratch.written();
}

function tailOf(cell: Cell): Uint8Array {
  scratch.clear();
  scratch.array(cell.removed, (field) => scratch.text(field));
  scratch.array(cell.masked, (field) => scratch.text(field));
  // Sorted, for the order in which the rules looked at facts is no part of the decision.
  scratch.array(Object.keys(cell.read).sort(), (name) => {
    scratch.text(name);
    scratch.boolean(cell.read[name] === true);
  });
  return scratch.written();
}
