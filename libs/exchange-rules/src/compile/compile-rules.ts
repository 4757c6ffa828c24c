import {
  ENDPOINTS,
  type Catalogue,
  type Cell,
  type Endpoint,
  type MessageDefinition,
  type RefusalCode,
} from '#lib/domain';
import { maskableFields } from '../decide/masks.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import { compileCell } from './cell-program.js';
import type { CompiledCell, CompiledRules } from './compiled-rules.js';

/** Turns rules into a table by message and recipient. Done once per rule set; keep the result, for it remembers answers. */
export function compileRules(catalogue: Catalogue, ruleSet: RuleSet): CompiledRules {
  const messages = catalogue.messages.map((definition) => {
    const cells = ENDPOINTS.map((recipient) => compileRecipient(catalogue, ruleSet, definition, recipient));
    return [definition.code, { definition, cells, maskable: maskableFields(definition) }] as const;
  });
  const { id, hash, engine } = ruleSet;
  return { id, hash, engine, ruleSet, catalogue, messages: new Map(messages) };
}

function compileRecipient(
  catalogue: Catalogue,
  ruleSet: RuleSet,
  message: MessageDefinition,
  recipient: Endpoint,
): CompiledCell {
  const own = ruleSet.rules.filter((rule) => rule.message === message.code && rule.recipient === recipient);
  const denied = ruleSet.denied.find((cell) => cell.message === message.code && cell.recipient === recipient);
  const limits = ruleSet.senderLimits.filter(
    (limit) => limit.message === message.code && !limit.onlyRecipients.includes(recipient),
  );
  return {
    recipient,
    programs: own.map((rule) => compileCell(rule, message, catalogue)),
    hardDenied: denied === undefined ? null : refusedCell(recipient, `DENY_HARD:${denied.hardDeny}`),
    notListed: refusedCell(recipient, 'DENY_NOT_LISTED'),
    suspended: refusedCell(recipient, 'BLOCK_SUSPENDED', null, { SUSP: true }),
    elsewhere: refusedCell(recipient, 'DENY_CONDITION', own[0]?.id ?? null),
    bySender: new Map(limits.map(({ sender, hardDeny }) => [sender, refusedCell(recipient, `DENY_HARD:${hardDeny}`)])),
  };
}

/** Cells are handed out many times, so nobody may change one. */
export function refusedCell(
  recipient: Endpoint,
  refusal: RefusalCode,
  ruleId: string | null = null,
  read: Readonly<Record<string, boolean>> = {},
): Cell {
  return Object.freeze({ recipient, unit: null, refusal, ruleId, removed: [], masked: [], read });
}
