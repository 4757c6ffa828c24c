import { bitsFor, type Cell, type Content, type FactView, type Party, type Rejection } from '#lib/domain';
import type { CellProgram } from '../compile/cell-program.js';
import type { CompiledCell, CompiledMessage } from '../compile/compiled-rules.js';
import { refusedCell } from '../compile/compile-rules.js';
import { answerCell, type SensitivityKey } from './answer-cell.js';
import { concernedMission } from './concerned-mission.js';
import { withoutForeignWpg } from './content-facts.js';
import { sensitivityOf } from './masks.js';
import type { SenderLimits } from './question.js';
import { narrowed } from './sender-limits.js';

/** A question whose facts are bits already. */
export interface ViewQuestion {
  readonly sender: Party;
  readonly content: Content;
  readonly limits: SenderLimits;
  readonly rejection: Rejection | null;
  /** Accepted time in ms. */
  readonly at: number;
  readonly view: FactView;
  readonly contentBits: number;
}

export function decideView(message: CompiledMessage, question: ViewQuestion): readonly Cell[] {
  const { sender, view } = question;
  const key = sensitivityKey(message, question.content);
  const mission = concernedMission(message.definition.code, question.content);
  const cells: Cell[] = [];
  for (const cell of message.cells) {
    if (cell.recipient === sender.endpoint) continue;
    const units = cell.recipient === 'GEM' ? view.municipalities : cell.recipient === 'EMB' ? view.missions : null;
    if (units === null || units.length === 0) {
      cells.push(answer(message, cell, null, question, key));
      continue;
    }
    for (const { unit } of units) {
      const elsewhere = cell.recipient === 'EMB' && mission !== undefined && mission !== unit;
      cells.push(
        elsewhere ? elsewhereCell(message, cell, unit, question, key) : answer(message, cell, unit, question, key),
      );
    }
  }
  return cells;
}

function answer(
  message: CompiledMessage,
  cell: CompiledCell,
  unit: string | null,
  question: ViewQuestion,
  key: SensitivityKey,
): Cell {
  const refused = refusedBeforeRules(message, cell, question);
  if (refused !== null) return forUnit(refused, unit);
  const program = programAt(cell, question.at);
  if (program === null) return forUnit(cell.notListed, unit);
  const { sender, view, limits } = question;
  const bits = withoutForeignWpg(bitsFor(view, cell.recipient, unit, sender) | question.contentBits, sender);
  const decided = forUnit(answerCell(program, bits, view.suspended, key, message.maskable), unit);
  return limits.onlyFor === null && limits.withhold.length === 0
    ? decided
    : narrowed(decided, limits, message.definition);
}

/** The mission of a country that the message does not concern: refused by the first ground that applies, at the latest by the condition. */
function elsewhereCell(
  message: CompiledMessage,
  cell: CompiledCell,
  unit: string,
  question: ViewQuestion,
  key: SensitivityKey,
): Cell {
  const decided = answer(message, cell, unit, question, key);
  return decided.refusal === null || decided.refusal === 'DENY_SENDER' ? forUnit(cell.elsewhere, unit) : decided;
}

function refusedBeforeRules(message: CompiledMessage, cell: CompiledCell, question: ViewQuestion): Cell | null {
  if (question.rejection !== null) return refusedCell(cell.recipient, `REJECT:${question.rejection}`);
  if (question.view.suspended && message.definition.blockedWhileSuspended) return cell.suspended;
  return cell.bySender.get(question.sender.endpoint) ?? cell.hardDenied;
}

function programAt(cell: CompiledCell, at: number): CellProgram | null {
  for (const program of cell.programs) if (program.from <= at && at < program.until) return program;
  return null;
}

function sensitivityKey(message: CompiledMessage, content: Content): SensitivityKey {
  let key = 0;
  for (let place = 0; place < message.maskable.length; place += 1) {
    const field = message.maskable[place];
    if (field !== undefined) key |= sensitivityOf(field, content) << (2 * place);
  }
  return key;
}

function forUnit(cell: Cell, unit: string | null): Cell {
  return unit === null ? cell : { ...cell, unit };
}
