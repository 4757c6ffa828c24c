import type { MessageContract } from '../message/message-contract.js';
import type { SensitiveWords } from '../reference/sensitive-words.js';
import type { ContractError } from './contract-error.js';

type Kind = keyof SensitiveWords;

/** Field classes in which such words belong; elsewhere they are likely to be a slip that reaches those who may not know. */
const AT_HOME: Readonly<Record<Kind, ReadonlySet<string>>> = {
  medical: new Set(['MD', 'MC', 'MB']),
  asylum: new Set(['AS', 'SP', 'PR', 'RC']),
};

const MESSAGES: Readonly<Record<Kind, string>> = {
  medical: 'holds a word about health; health belongs in the medical fields',
  asylum: 'holds a word about asylum; asylum belongs in the fields for it',
};

/** VAL-11: finds words about health or asylum in free text of other classes. Names the place, never the word. */
export interface SensitiveWordsRule {
  find(contract: MessageContract, body: unknown): readonly ContractError[];
}

export function sensitiveWordsRule(words: SensitiveWords): SensitiveWordsRule {
  const patterns: Readonly<Record<Kind, RegExp>> = {
    medical: beginningOf(words.medical),
    asylum: beginningOf(words.asylum),
  };
  return {
    find(contract, body) {
      if (contract.definition === null || typeof body !== 'object' || body === null) return [];
      return contract.definition.fields
        .filter(({ type }) => type.startsWith('text'))
        .flatMap(({ name, class: fieldClass }) => {
          const text = (body as Readonly<Record<string, unknown>>)[name];
          if (typeof text !== 'string') return [];
          const found = (Object.keys(patterns) as Kind[]).filter(
            (kind) => !AT_HOME[kind].has(fieldClass) && patterns[kind].test(text),
          );
          return found.map((kind) => ({ pointer: `/${name}`, code: 'VAL-11', message: MESSAGES[kind] }));
        });
    },
  };
}

/** The list has letters and spaces only, so the pattern is a plain choice of beginnings: linear in the text. */
function beginningOf(words: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words.join('|')})`, 'iu');
}
