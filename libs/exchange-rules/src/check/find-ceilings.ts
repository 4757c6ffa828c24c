import type { FieldDefinition } from '#lib/domain';
import type { Condition } from '../condition/condition.js';
import { ceilingCondition, conditionOf } from '../condition/condition-of.js';
import { canHold, implies } from '../condition/truth.js';
import type { Rule } from '../rule-set/rule-set.js';
import { definitionOf, type CheckedRules } from './checked-rules.js';
import type { Report } from './finding.js';

/**
 * No rule says more than the ceiling of the field's class lets through. The decision would take the field out anyway; the rule, which people
 * read, must say so itself.
 */
export function findCeilings({ ruleSet, catalogue, fileOf }: CheckedRules, report: Report): void {
  for (const rule of ruleSet.rules) {
    for (const field of definitionOf(catalogue, rule.message)?.fields ?? []) {
      const given = givenWhen(rule, field);
      if (given === null) continue;
      const ceiling = catalogue.classes[field.class]?.ceiling[rule.recipient] ?? 'never';
      const highest = ceilingCondition(ceiling);
      const allowed = highest === null ? !canHold(given) : implies(given, highest);
      if (allowed) continue;
      const limit = highest === null ? 'is never for' : `is only with ${ceiling} for`;
      report(
        'CEILING',
        fileOf(rule.message),
        rule.id,
        `gives '${field.name}', whose class ${field.class} ${limit} ${rule.recipient}`,
      );
    }
  }
}

/** What must hold for the rule itself to give a field; null when it never does. */
export function givenWhen(rule: Rule, { name }: FieldDefinition): readonly Condition[] | null {
  if (rule.withheld.includes(name)) return null;
  const gate = Object.hasOwn(rule.gated, name) ? [conditionOf(rule.gated[name] ?? '')] : [];
  return [conditionOf(rule.when), ...gate];
}
