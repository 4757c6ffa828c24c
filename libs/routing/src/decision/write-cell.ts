import type { Cell } from '#lib/domain';
import { AvroWriter } from './avro-writer.js';

/** A cell and what became of it: the id and recipient schema of its delivery, null when refused. */
export interface DecidedCell {
  readonly cell: Cell;
  readonly deliveryId: string | null;
  readonly schemaId: number | null;
}

interface Tail {
  readonly removed: Cell['removed'];
  readonly masked: Cell['masked'];
  readonly bytes: Uint8Array;
}

// The rules hand out the same frozen cell for the same answer, so its bytes are made once. Cells of units are made each time, out of the
// same parts.
const knownCells = new WeakMap<Cell, Uint8Array>();
const knownTails = new WeakMap<Cell['read'], Tail>();
const whole = new AvroWriter();
const scratch = new AvroWriter();

/** Record `DecisionCell` of the decision record's schema, fields in its order. */
export function writeCell(writer: AvroWriter, decided: DecidedCell): void {
  const { cell, deliveryId, schemaId } = decided;
  if (deliveryId === null && schemaId === null && cell.unit === null) return writer.raw(refusedBytes(decided));
  writeParts(writer, decided);
}

function refusedBytes(decided: DecidedCell): Uint8Array {
  let bytes = knownCells.get(decided.cell);
  if (bytes === undefined) {
    whole.clear();
    writeParts(whole, decided);
    bytes = whole.written();
    knownCells.set(decided.cell, bytes);
  }
  return bytes;
}

function writeParts(writer: AvroWriter, { cell, deliveryId, schemaId }: DecidedCell): void {
  writer.text(cell.recipient);
  writer.optionalText(cell.unit);
  writer.optionalText(cell.refusal);
  writer.optionalText(cell.ruleId);
  writer.optionalText(deliveryId);
  writer.optionalLong(schemaId);
  writer.raw(tailOf(cell));
}

function tailOf(cell: Cell): Uint8Array {
  const { removed, masked, read } = cell;
  const tail = knownTails.get(read);
  if (tail !== undefined && tail.removed === removed && tail.masked === masked) return tail.bytes;
  const bytes = tailBytes(cell);
  knownTails.set(read, { removed, masked, bytes });
  return bytes;
}

function tailBytes(cell: Cell): Uint8Array {
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
