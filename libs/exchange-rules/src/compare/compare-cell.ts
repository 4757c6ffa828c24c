import type { CellProgram } from '../compile/cell-program.js';
import { compareFields } from './compare-fields.js';
import type { ComparedDays } from './days-to-compare.js';
import { directionOf } from './direction.js';
import type { CellChange, CellTerms, ChangeKind, Example } from './rule-set-comparison.js';
import { factsIn, tryCell, type Side, type Trial } from './try-cell.js';

/** What changes in one cell on these days; null when nothing does. */
export function compareCell(before: Side, after: Side, days: ComparedDays): CellChange | null {
  const trials = tryCell(before, after);
  const gained = trials.filter((trial) => trial.before.refusal !== null && trial.after.refusal === null);
  const lost = trials.filter((trial) => trial.before.refusal === null && trial.after.refusal !== null);
  const fields = compareFields(before, trials);
  const refusals = [refusalOf(trials, 'before'), refusalOf(trials, 'after')] as const;
  const terms = [termsOf(before.program), termsOf(after.program)] as const;
  const kind = kindOf(trials, gained.length + lost.length + fields.length > 0, refusals, terms);
  if (kind === null) return null;
  const widerField = fields.some(
    ({ direction, turns }) => direction === 'more' || direction === 'other' || turns === 'visible',
  );
  return {
    message: before.message.definition.code,
    recipient: before.cell.recipient,
    ...days,
    kind,
    widens: gained.length > 0 || widerField,
    before: terms[0],
    after: terms[1],
    refusals,
    tried: trials.length,
    gained: gained.length,
    lost: lost.length,
    delivery: directionOf(gained.length, lost.length),
    example: { gained: exampleOf(gained), lost: exampleOf(lost) },
    fields,
  };
}

function kindOf(
  trials: readonly Trial[],
  differs: boolean,
  [refusedBefore, refusedAfter]: CellChange['refusals'],
  [before, after]: readonly [CellTerms | null, CellTerms | null],
): ChangeKind | null {
  const delivers = (side: 'before' | 'after'): boolean => trials.some((trial) => trial[side].refusal === null);
  if (!delivers('before') && delivers('after')) return 'OPENED';
  if (delivers('before') && !delivers('after')) return 'CLOSED';
  if (differs) return 'CHANGED';
  if (refusedBefore !== refusedAfter) return 'REFUSAL';
  return JSON.stringify(before) === JSON.stringify(after) ? null : 'WORDING';
}

/** The ground on which the cell refuses without asking for facts; null when a rule answers. */
function refusalOf(trials: readonly Trial[], side: 'before' | 'after'): string | null {
  const refusals = new Set(trials.map((trial) => trial[side].refusal));
  const [only] = refusals;
  return refusals.size === 1 && only !== 'DENY_CONDITION' ? (only ?? null) : null;
}

function termsOf(program: CellProgram | null): CellTerms | null {
  if (program === null) return null;
  const { id, when, legalBasis, status } = program.rule;
  return { ruleId: id, when, legalBasis, status };
}

function exampleOf([first]: readonly Trial[]): Example | null {
  return first === undefined ? null : { sender: first.sender, facts: factsIn(first.bits) };
}
