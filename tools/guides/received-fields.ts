import type { Endpoint, MessageCode, MessageDefinition } from '#lib/domain';
import {
  conditionInWords,
  maskableFields,
  parseCondition,
  type Condition,
  type Access,
  type Language,
  type Rule,
} from '#lib/exchange-rules';
import type { Contracts } from '#lib/contracts';
import { implies } from './implies.js';
import { GUIDE_WORDS } from './guide-words.js';

export interface ReceivedField {
  readonly name: string;
  readonly access: Access;
  /** Empty for `never`. */
  readonly when: string;
}

export interface Cell {
  readonly contracts: Contracts;
  readonly access: (code: MessageCode, endpoint: Endpoint, field: string) => Access;
  readonly rule: Rule;
}

/** What becomes of each field of a message towards one recipient, in words: the rule’s own conditions and those of the field class’s ceiling. */
export function receivedFields({ contracts, access, rule }: Cell, language: Language): readonly ReceivedField[] {
  const definition = contracts.message(rule.message)?.definition;
  if (definition == null) return [];
  return definition.fields.map(({ name }) => {
    const how = access(rule.message, rule.recipient, name);
    return {
      name,
      access: how,
      when: how === 'never' ? '' : inWords(contracts, rule, definition, name, language),
    };
  });
}

function inWords(
  contracts: Contracts,
  rule: Rule,
  definition: MessageDefinition,
  name: string,
  language: Language,
): string {
  const words = GUIDE_WORDS[language];
  const fieldClass = definition.fields.find((field) => field.name === name)?.class;
  const ceiling = fieldClass === undefined ? null : contracts.catalogue.classes[fieldClass]?.ceiling[rule.recipient];
  const when = read(rule.when);
  // What the rule itself asks is said in its sentence.
  const own = [rule.gated[name], ceiling === 'may-receive' ? null : ceiling]
    .map((text) => (text == null ? null : read(text)))
    .filter((one) => one !== null)
    .filter((one) => when === null || !implies(when, one))
    .map((one) => conditionInWords(one, language));
  const conditions = [...new Set(own)].filter((text) => text !== '');
  const time = conditions.length === 0 ? words.always : `${words.while} ${conditions.join(words.and)}`;
  const mask = maskableFields(definition).find(({ field }) => field === name);
  return mask === undefined ? time : `${time}; ${words.masked[mask.writes]}`;
}

function read(text: string): Condition | null {
  const parsed = parseCondition(text);
  return parsed.ok ? parsed.condition : null;
}
