import { bitOf, startOfDutchDay, type FieldDefinition, type Party, type Predicate } from '#lib/domain';
import { isMet, predicatesOf, type Condition } from '../condition/condition.js';
import { ceilingCondition, conditionOf } from '../condition/condition-of.js';
import { assignmentsOf } from '../condition/truth.js';
import type { Rule } from '../rule-set/rule-set.js';
import { definitionOf, type CheckedRules } from './checked-rules.js';
import type { RuleCase } from './rule-case.js';

/** The cases that show what one rule does. */
export interface CasesOfRule {
  /** Fewest facts with which it delivers, from every sender that can bring them about; empty = it never delivers. */
  readonly deliver: readonly RuleCase[];
  /** The same facts with one taken away, so that it refuses; empty for a rule that always delivers. */
  readonly refuse: readonly RuleCase[];
  /** For each field with a condition of its own: facts that open it and facts that do not. */
  readonly gates: readonly GateCases[];
}

export interface GateCases {
  readonly field: string;
  readonly open: RuleCase | null;
  readonly shut: RuleCase | null;
}

/** Works the cases out from the conditions, over all combinations of the facts in them. */
export function casesOfRule(checked: CheckedRules, rule: Rule): CasesOfRule {
  const maker = new CaseMaker(checked, rule);
  const deliver = maker.senders.flatMap((sender) => maker.first(sender, (bits) => maker.delivers(bits)) ?? []);
  const example = deliver[0];
  const refuse = example === undefined ? [] : maker.without(example);
  const gates = Object.keys(rule.gated).map((field) => ({
    field,
    open: maker.firstOf((bits) => maker.delivers(bits) && !maker.removes(field, bits)),
    shut: maker.firstOf((bits) => maker.delivers(bits) && maker.removes(field, bits)),
  }));
  return { deliver, refuse, gates };
}

class CaseMaker {
  readonly senders: readonly Party[];
  private readonly when: Condition;
  private readonly fields: readonly FieldDefinition[];
  private readonly predicates: readonly Predicate[];
  private readonly from: number;

  constructor(
    private readonly checked: CheckedRules,
    private readonly rule: Rule,
  ) {
    const definition = definitionOf(checked.catalogue, rule.message);
    const limit = checked.ruleSet.senderLimits.filter(
      ({ message, onlyRecipients }) => message === rule.message && !onlyRecipients.includes(rule.recipient),
    );
    this.senders = (definition?.senders ?? [])
      .filter((endpoint) => endpoint !== rule.recipient && !limit.some(({ sender }) => sender === endpoint))
      .map((endpoint) => ({ endpoint, unit: null }));
    this.fields = definition?.fields ?? [];
    this.when = conditionOf(rule.when);
    const gates = Object.values(rule.gated).map(conditionOf);
    this.predicates = [this.when, ...gates].flatMap(predicatesOf);
    this.from = startOfDutchDay(rule.validFrom) ?? 0;
  }

  delivers(bits: number): boolean {
    return isMet(this.when, bits);
  }

  removes(field: string, bits: number): boolean {
    return this.removed(bits).includes(field);
  }

  firstOf(wanted: (bits: number) => boolean): RuleCase | null {
    for (const sender of this.senders) {
      const found = this.first(sender, wanted);
      if (found !== null) return found;
    }
    return null;
  }

  /** The smallest combination of facts that this sender's message can be decided with. */
  first(sender: Party, wanted: (bits: number) => boolean): RuleCase | null {
    const bits = assignmentsOf(this.predicates).find((facts) => this.isPossible(sender, facts) && wanted(facts));
    return bits === undefined ? null : this.caseOf(sender, bits, this.removed(bits));
  }

  without(example: RuleCase): readonly RuleCase[] {
    const bits = bitsOfFacts(example.facts);
    return example.facts
      .map((fact) => bits & ~bitOf(fact))
      .filter((fewer) => !this.delivers(fewer))
      .map((fewer) => this.caseOf(example.sender, fewer, null));
  }

  private caseOf(sender: Party, bits: number, removed: readonly string[] | null): RuleCase {
    const facts = [...new Set(this.predicates)].filter((predicate) => (bits & bitOf(predicate)) !== 0);
    return { rule: this.rule, sender, facts, at: this.from, removed };
  }

  /** By the words of the rule and the catalogue alone, apart from the compiled table that the answer is compared with. */
  private removed(bits: number): readonly string[] {
    const { withheld, gated, recipient } = this.rule;
    return this.fields
      .filter((field) => {
        const ceiling = ceilingCondition(this.checked.catalogue.classes[field.class]?.ceiling[recipient] ?? 'never');
        if (ceiling === null || !isMet(ceiling, bits) || withheld.includes(field.name)) return true;
        return Object.hasOwn(gated, field.name) && !isMet(conditionOf(gated[field.name] ?? ''), bits);
      })
      .map(({ name }) => name);
  }

  /** Some facts come about with some messages and senders alone. */
  private isPossible(sender: Party, bits: number): boolean {
    const has = (predicate: Predicate): boolean => (bits & bitOf(predicate)) !== 0;
    const names = new Set(this.fields.map(({ name }) => name));
    if (has('WPG_BASIS') && sender.endpoint !== 'POL' && sender.endpoint !== 'KMAR') return false;
    if (has('KCT_HIGH') && this.rule.message !== 'M43') return false;
    return !has('NBI') || names.has('countryOfApplication') || names.has('destination');
  }
}

function bitsOfFacts(facts: readonly Predicate[]): number {
  return facts.reduce((bits, fact) => bits | bitOf(fact), 0);
}
