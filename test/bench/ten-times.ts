import { compileRules, type CompiledRules, type RuleSet } from '#lib/exchange-rules';

/** The same rules again under nine more sets of message names, as ten chains on one hub would have. */
export function tenTimes(rules: CompiledRules): CompiledRules {
  const copies = [...Array(10).keys()].slice(1);
  const named = <T extends { readonly message: string }>(all: readonly T[]): readonly T[] => [
    ...all,
    ...copies.flatMap((copy) => all.map((one) => ({ ...one, message: `${one.message}${copy}` }))),
  ];
  const { catalogue, ruleSet } = rules;
  const messages = [
    ...catalogue.messages,
    ...copies.flatMap((copy) =>
      catalogue.messages.map((one) => ({ ...one, code: `${one.code}${copy}` as typeof one.code })),
    ),
  ];
  const larger: RuleSet = {
    ...ruleSet,
    rules: named(ruleSet.rules),
    denied: named(ruleSet.denied),
    senderLimits: named(ruleSet.senderLimits),
  };
  return compileRules({ ...catalogue, messages }, larger);
}
