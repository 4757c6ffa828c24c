import {
  bitOf,
  bitsOf,
  startOfDutchDay,
  addDays,
  type Catalogue,
  type Cell,
  type Endpoint,
  type MessageDefinition,
  type Predicate,
} from '#lib/domain';
import { ALWAYS, predicatesOf, type Condition } from '../condition/condition.js';
import { ceilingCondition, conditionOf } from '../condition/condition-of.js';
import { maskableFields } from '../decide/masks.js';
import type { Rule } from '../rule-set/rule-set.js';

/** When a recipient may have a field: all must be met. Null = never. */
export interface FieldProgram {
  readonly name: string;
  readonly needs: readonly Condition[] | null;
}

/** One rule, ready to answer. */
export interface CellProgram {
  readonly rule: Rule;
  /** First instant on which the rule holds, and first on which it no longer does, in ms. */
  readonly from: number;
  readonly until: number;
  readonly recipient: Endpoint;
  readonly when: Condition;
  readonly fields: readonly FieldProgram[];
  /** Ceiling of class MB, for mask VM-2; null = never. */
  readonly medicalFlag: Condition | null;
  readonly whenReads: readonly Predicate[];
  readonly allReads: readonly Predicate[];
  /** True when a stop changes what the rule reads (LP, LP_ARRIVAL), so that the answer must name SUSP. */
  readonly readsStop: boolean;
  /** Bits of everything that the answer can depend on. */
  readonly relevant: number;
  /** Answers given before: [sensitivities and stop] → relevant bits → cell. */
  readonly answers: Map<number, Cell>[];
}

const MASK_READS: readonly Predicate[] = ['COA_HOST', 'UAM', 'IOM_CONSENT'];

export function compileCell(rule: Rule, message: MessageDefinition, catalogue: Catalogue): CellProgram {
  const when = conditionOf(rule.when);
  const fields = message.fields.map((field) => ({
    name: field.name,
    needs: needsOf(rule, field.name, ceiling(catalogue, field.class, rule.recipient)),
  }));
  const medicalFlag = ceiling(catalogue, 'MB', rule.recipient);
  const whenReads = predicatesOf(when);
  const fieldReads = fields.flatMap(({ needs }) => (needs ?? []).flatMap(predicatesOf));
  const allReads = [...new Set([...whenReads, ...fieldReads])];
  const masks = maskableFields(message).length > 0 ? [...MASK_READS, ...predicatesOf(medicalFlag ?? ALWAYS)] : [];
  return {
    rule,
    from: startOfDutchDay(rule.validFrom) ?? Number.POSITIVE_INFINITY,
    until: rule.validUntil === null ? Number.POSITIVE_INFINITY : (startOfDutchDay(addDays(rule.validUntil, 1)) ?? 0),
    recipient: rule.recipient,
    when,
    fields,
    medicalFlag,
    whenReads,
    allReads,
    readsStop: message.blockedWhileSuspended || allReads.some((name) => name === 'LP' || name === 'LP_ARRIVAL'),
    relevant: bitsOf([...allReads, ...masks]),
    answers: [],
  };
}

/** Ceiling and rule only ever narrow one another (P16, finding 1): a field passes when both let it. */
function needsOf(rule: Rule, field: string, ceilingOfClass: Condition | null): readonly Condition[] | null {
  if (ceilingOfClass === null || rule.withheld.includes(field)) return null;
  const gate = Object.hasOwn(rule.gated, field) ? conditionOf(rule.gated[field] ?? '') : ALWAYS;
  return [ceilingOfClass, gate].filter((condition) => condition.kind !== 'ALWAYS');
}

function ceiling(catalogue: Catalogue, fieldClass: string, recipient: Endpoint): Condition | null {
  return ceilingCondition(catalogue.classes[fieldClass]?.ceiling[recipient] ?? 'never');
}

/** The facts that were read, with the value they had. */
export function readsOf(names: readonly Predicate[], bits: number): Readonly<Record<string, boolean>> {
  return Object.fromEntries(names.map((name) => [name, (bits & bitOf(name)) !== 0]));
}
