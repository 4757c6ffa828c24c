import { bitOf, PREDICATES, type Cell, type Endpoint, type Predicate } from '#lib/domain';
import type { CellProgram } from '../compile/cell-program.js';
import type { CompiledCell, CompiledMessage } from '../compile/compiled-rules.js';
import { assignmentsOf } from '../condition/truth.js';
import { answerCell } from '../decide/answer-cell.js';

/** What both sets answer to the same facts from the same sender. */
export interface Trial {
  readonly sender: Endpoint;
  readonly bits: number;
  readonly before: Cell;
  readonly after: Cell;
}

/** One cell of one rule set on one stretch of days. */
export interface Side {
  readonly message: CompiledMessage;
  readonly cell: CompiledCell;
  readonly program: CellProgram | null;
}

/** Puts every combination of the facts that either side reads to both of them, from every sender. */
export function tryCell(before: Side, after: Side): readonly Trial[] {
  const reads = [...readsOf(before), ...readsOf(after)];
  const senders = before.message.definition.senders.filter((sender) => sender !== before.cell.recipient);
  const assignments = assignmentsOf(reads);
  return senders.flatMap((sender) =>
    assignments
      .filter((bits) => isPossible(sender, bits))
      .map((bits) => ({ sender, bits, before: answerOf(before, sender, bits), after: answerOf(after, sender, bits) })),
  );
}

export function factsIn(bits: number): readonly Predicate[] {
  return PREDICATES.filter((predicate) => (bits & bitOf(predicate)) !== 0);
}

/** A stop blocks removal messages and hides LP in every rule set alike, so the sides are compared without one. */
function answerOf({ cell, program }: Side, sender: Endpoint, bits: number): Cell {
  const barred = cell.bySender.get(sender) ?? cell.hardDenied;
  if (barred !== null) return barred;
  return program === null ? cell.notListed : answerCell(program, bits, false, 0, []);
}

function readsOf({ program }: Side): readonly Predicate[] {
  return program?.allReads ?? [];
}

function isPossible(sender: Endpoint, bits: number): boolean {
  return sender === 'POL' || sender === 'KMAR' || (bits & bitOf('WPG_BASIS')) === 0;
}
