import { ENDPOINTS, startOfDutchDay, type Endpoint } from '#lib/domain';
import type { CompiledMessage, CompiledRules } from '../compile/compiled-rules.js';
import { compareCell } from './compare-cell.js';
import { daysToCompare } from './days-to-compare.js';
import type { CellChange, ComparedRuleSet, RuleSetComparison } from './rule-set-comparison.js';
import type { Side } from './try-cell.js';

/**
 * What changes for whom when the second rule set takes the place of the first: every cell, over all combinations of the facts that either of
 * them reads, from every sender, on all days from the one on which both hold. Both stand on the same catalogue, so ceilings do not differ.
 */
export function compareRuleSets(before: CompiledRules, after: CompiledRules): RuleSetComparison {
  const start = [before.ruleSet.validFrom, after.ruleSet.validFrom].sort().at(-1) ?? '';
  const changes = ENDPOINTS.flatMap((recipient) =>
    [...before.messages.keys()].flatMap((code) => cellChanges(before, after, code, recipient, start)),
  );
  return { before: comparedOf(before), after: comparedOf(after), changes };
}

function cellChanges(
  before: CompiledRules,
  after: CompiledRules,
  code: string,
  recipient: Endpoint,
  start: string,
): readonly CellChange[] {
  const [one, other] = [before.messages.get(code), after.messages.get(code)];
  if (one === undefined || other === undefined) return [];
  const rules = [one, other].flatMap((message) => cellOf(message, recipient).programs.map(({ rule }) => rule));
  return daysToCompare(start, rules).flatMap((days) => {
    const at = startOfDutchDay(days.from) ?? 0;
    return compareCell(sideAt(one, recipient, at), sideAt(other, recipient, at), days) ?? [];
  });
}

function sideAt(message: CompiledMessage, recipient: Endpoint, at: number): Side {
  const cell = cellOf(message, recipient);
  const program = cell.programs.find(({ from, until }) => from <= at && at < until) ?? null;
  return { message, cell, program: cell.hardDenied === null ? program : null };
}

function cellOf(message: CompiledMessage, recipient: Endpoint): CompiledMessage['cells'][number] {
  const cell = message.cells[ENDPOINTS.indexOf(recipient)];
  if (cell === undefined) throw new RangeError('Comparing rule sets: a recipient has no place in the table.');
  return cell;
}

function comparedOf({ id, hash, ruleSet }: CompiledRules): ComparedRuleSet {
  return { id, hash, rules: ruleSet.rules.length };
}
