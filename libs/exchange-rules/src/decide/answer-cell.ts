import type { Cell } from '#lib/domain';
import { isMet } from '../condition/condition.js';
import { readsOf, type CellProgram } from '../compile/cell-program.js';
import type { MaskableField, Sensitivity } from './masks.js';
import { isMasked } from './masks.js';

/** What the message says that masks look at, as one small number: two bits per maskable field. */
export type SensitivityKey = number;

/**
 * What a rule answers for these facts. Each combination of relevant facts is worked out once; the table stays small, for a rule reads a
 * handful of facts.
 */
export function answerCell(
  program: CellProgram,
  bits: number,
  suspended: boolean,
  key: SensitivityKey,
  maskable: readonly MaskableField[],
): Cell {
  const shelf = key * 2 + (suspended ? 1 : 0);
  const answers = (program.answers[shelf] ??= new Map<number, Cell>());
  const relevant = bits & program.relevant;
  const known = answers.get(relevant);
  if (known !== undefined) return known;
  const cell = Object.freeze(workOut(program, relevant, suspended, key, maskable));
  answers.set(relevant, cell);
  return cell;
}

function workOut(
  program: CellProgram,
  bits: number,
  suspended: boolean,
  key: SensitivityKey,
  maskable: readonly MaskableField[],
): Cell {
  const stop = program.readsStop ? { SUSP: suspended } : {};
  const common = { recipient: program.recipient, unit: null, ruleId: program.rule.id };
  if (!isMet(program.when, bits)) {
    const read = { ...readsOf(program.whenReads, bits), ...stop };
    return { ...common, refusal: 'DENY_CONDITION', removed: [], masked: [], read };
  }
  const removed = program.fields.filter(({ needs }) => needs === null || !needs.every((need) => isMet(need, bits)));
  const names = removed.map(({ name }) => name);
  const masked = maskable
    .filter((_field, place) => isMasked(sensitivityAt(key, place), program.recipient, bits, program.medicalFlag))
    .map(({ field }) => field)
    .filter((field) => !names.includes(field));
  return { ...common, refusal: null, removed: names, masked, read: { ...readsOf(program.allReads, bits), ...stop } };
}

function sensitivityAt(key: SensitivityKey, place: number): Sensitivity {
  return ((key >> (2 * place)) & 3) as Sensitivity;
}
