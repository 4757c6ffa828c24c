import type { Catalogue, Endpoint, FieldDefinition } from '#lib/domain';
import type { Rule } from '../rule-set/rule-set.js';
import { dutchClassName } from '../language/class-names.js';
import { conditionInWords } from '../language/condition-in-words.js';
import { fieldName } from '../language/field-names.js';
import type { Language } from '../language/language.js';
import type { RemovalKind, RemovedInWords } from './explanation.js';
import { readCondition, type Reads } from './reads.js';

const WORDS = {
  en: {
    never: (what: string) => `data of the class “${what}” never reach this recipient`,
    ceiling: (what: string, when: string) =>
      `data of the class “${what}” reach this recipient only while ${when}, and that was not the case`,
    withheld: 'the rule leaves this field out for this recipient',
    gate: (when: string) => `the rule gives this field only while ${when}, and that was not the case`,
    sender: 'the sender withheld this field',
    unknown: 'the rules that decided are not at hand here, so the reason can not be shown',
  },
  nl: {
    never: (what: string) => `gegevens van de klasse “${what}” bereiken deze ontvanger nooit`,
    ceiling: (what: string, when: string) =>
      `gegevens van de klasse “${what}” bereiken deze ontvanger alleen zolang ${when}, en dat was niet zo`,
    withheld: 'de regel laat dit gegeven voor deze ontvanger weg',
    gate: (when: string) => `de regel geeft dit gegeven alleen zolang ${when}, en dat was niet zo`,
    sender: 'de afzender heeft dit gegeven achtergehouden',
    unknown: 'de regels waarmee is beslist zijn hier niet voorhanden, zodat de reden niet kan worden getoond',
  },
} as const;

/** Why this field is not in the delivery: the first ground that applies, from the most general to the sender's own wish. */
export function removedInWords(
  catalogue: Catalogue,
  field: string,
  definition: FieldDefinition | undefined,
  rule: Rule | null,
  reads: Reads,
  language: Language,
): RemovedInWords {
  const [kind, words] =
    rule === null || definition === undefined
      ? (['UNKNOWN', WORDS[language].unknown] as const)
      : reasonOf(catalogue, definition, rule, reads, language);
  return { field, name: fieldName(field, language), kind, words };
}

function reasonOf(
  catalogue: Catalogue,
  field: FieldDefinition,
  rule: Rule,
  reads: Reads,
  language: Language,
): readonly [RemovalKind, string] {
  const words = WORDS[language];
  const className =
    language === 'nl' ? dutchClassName(field.class) : (catalogue.classes[field.class]?.name ?? field.class);
  const ceiling = ceilingFor(catalogue, field, rule.recipient);
  if (ceiling === 'never') return ['CEILING', words.never(`${className} (${field.class})`)];
  if (rule.withheld.includes(field.name)) return ['WITHHELD', words.withheld];
  const opened = ceiling === 'may-receive' ? null : readCondition(ceiling, reads);
  if (opened !== null && !opened.met) {
    const clause = conditionInWords(opened.condition, language);
    return ['CEILING_CONDITION', words.ceiling(`${className} (${field.class})`, clause)];
  }
  const gate = Object.hasOwn(rule.gated, field.name) ? readCondition(rule.gated[field.name] ?? '', reads) : null;
  if (gate !== null && !gate.met) return ['GATE', words.gate(conditionInWords(gate.condition, language))];
  return ['SENDER', words.sender];
}

function ceilingFor(catalogue: Catalogue, field: FieldDefinition, recipient: Endpoint): string {
  return catalogue.classes[field.class]?.ceiling[recipient] ?? 'never';
}
