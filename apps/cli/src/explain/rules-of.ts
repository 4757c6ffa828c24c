import type { CompiledRules, DecisionToExplain } from '#lib/exchange-rules';

/** The rules that decided, by their hash; any others when they are not of this release, which the letter then says. */
export function rulesOf(record: DecisionToExplain, all: readonly CompiledRules[]): CompiledRules {
  const rules = all.find(({ hash }) => hash === record.ruleSet?.hash) ?? all.at(-1);
  if (rules === undefined) throw new Error('Explaining a decision: there is no rule set under schemas/rules.');
  return rules;
}
