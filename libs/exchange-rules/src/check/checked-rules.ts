import type { Catalogue, MessageCode, MessageDefinition } from '#lib/domain';
import type { CompiledRules } from '../compile/compiled-rules.js';
import type { RuleFileText } from '../rule-set/rule-error.js';
import type { RuleSet } from '../rule-set/rule-set.js';

/** What every check looks at: a rule set that could be read. */
export interface CheckedRules {
  readonly ruleSet: RuleSet;
  readonly catalogue: Catalogue;
  readonly compiled: CompiledRules;
  /** File in which a message's rules stand, or should. */
  readonly fileOf: (message: MessageCode) => string;
}

export const HEAD_FILE = 'rule-set.yaml';
export const CATALOGUE_FILE = 'schemas/catalogue.json';

export function filesByMessage(texts: readonly RuleFileText[], catalogue: Catalogue): CheckedRules['fileOf'] {
  const files = new Map(texts.map(({ file, text }) => [/^message:\s*(M\d+)/m.exec(text)?.[1] ?? '', file]));
  return (message) => files.get(message) ?? fileNameFor(message, catalogue);
}

export function definitionOf(catalogue: Catalogue, message: MessageCode): MessageDefinition | undefined {
  return catalogue.messages.find(({ code }) => code === message);
}

function fileNameFor(message: MessageCode, catalogue: Catalogue): string {
  const type = definitionOf(catalogue, message)?.type.split('.').at(-2) ?? '';
  return `${message.toLowerCase()}-${type}.rules.yaml`;
}
