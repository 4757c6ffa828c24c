import { startOfDutchDay, addDays, type Cell } from '#lib/domain';
import type { CompiledRules } from '../compile/compiled-rules.js';
import type { Rule } from '../rule-set/rule-set.js';
import { askCase } from './ask-case.js';
import { casesOfRule, type CasesOfRule } from './cases-of-rule.js';
import type { CheckedRules } from './checked-rules.js';
import type { FindingKind, Report } from './finding.js';
import { caseName, type RuleCase } from './rule-case.js';

/** How many cases were put to the decision. */
export interface CaseCounts {
  readonly deliver: number;
  readonly refuse: number;
  readonly gates: number;
  readonly dateLimits: number;
}

/**
 * Every rule has facts with which it delivers and facts with which it does not, every gate opens and shuts, and the decision answers each of
 * these cases as the words of the rule say, on both sides of each date limit too.
 */
export function findCases(checked: CheckedRules, report: Report): CaseCounts {
  const counts = { deliver: 0, refuse: 0, gates: 0, dateLimits: 0 };
  const { ruleSet, compiled, fileOf } = checked;
  for (const rule of ruleSet.rules) {
    const say = (kind: FindingKind, what: string): void => report(kind, fileOf(rule.message), rule.id, what);
    const cases = casesOfRule(checked, rule);
    checkCases(cases, rule, compiled, say);
    counts.deliver += cases.deliver.length;
    counts.refuse += cases.refuse.length;
    counts.gates += cases.gates.reduce((all, { open, shut }) => all + (open ? 1 : 0) + (shut ? 1 : 0), 0);
    const example = cases.deliver[0];
    if (rule.validUntil !== null && rule.validUntil < ruleSet.validFrom)
      say('DATE', 'ends before the rule set begins, so it never holds');
    if (example !== undefined) counts.dateLimits += checkDates(example, compiled, say);
  }
  return counts;
}

type Say = (kind: FindingKind, what: string) => void;

function checkCases({ deliver, refuse, gates }: CasesOfRule, rule: Rule, compiled: CompiledRules, say: Say): void {
  if (deliver.length === 0 && rule.idle === null) say('CASE', 'never delivers: no facts and sender meet its condition');
  if (deliver.length > 0 && rule.idle !== null) say('CASE', 'says that it is idle, and delivers');
  if (deliver.length > 0 && refuse.length === 0 && rule.when !== 'always')
    say('CASE', 'never refuses: its condition always holds');
  for (const { field, open, shut } of gates) {
    if (open === null) say('CASE', `never gives '${field}': its gate does not open`);
    if (shut === null && deliver.length > 0)
      say('CASE', `always gives '${field}': its gate opens whenever the rule delivers`);
  }
  const gateCases = gates.flatMap(({ open, shut }) => [open, shut]).filter((known) => known !== null);
  for (const asked of [...deliver, ...refuse, ...gateCases]) {
    if (!isAsForetold(askCase(compiled, asked), asked))
      say('CASE', `is answered otherwise than it says: ${caseName(asked)}`);
  }
}

function isAsForetold(cell: Cell | null, { rule, removed }: RuleCase): boolean {
  if (cell === null || cell.ruleId !== rule.id) return false;
  if (removed === null) return cell.refusal === 'DENY_CONDITION';
  return cell.refusal === null && cell.removed.join() === removed.join();
}

/** The last instant before and the first after each limit, in Dutch days. Gives the number of limits. */
function checkDates(example: RuleCase, compiled: CompiledRules, say: Say): number {
  const { rule } = example;
  const begin = startOfDutchDay(rule.validFrom) ?? 0;
  const end = rule.validUntil === null ? null : (startOfDutchDay(addDays(rule.validUntil, 1)) ?? 0);
  const holdsAt = (at: number): boolean => askCase(compiled, { ...example, at })?.ruleId === rule.id;
  const sides = [
    [begin - 1, false],
    [begin, true],
    ...(end === null
      ? []
      : ([
          [end - 1, true],
          [end, false],
        ] as const)),
  ] as const;
  for (const [at, expected] of sides) {
    if (holdsAt(at) !== expected)
      say('DATE', `${expected ? 'does not hold' : 'holds'} at ${new Date(at).toISOString()}, against its dates`);
  }
  return end === null ? 1 : 2;
}
