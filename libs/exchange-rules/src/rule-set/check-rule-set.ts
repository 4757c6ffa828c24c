import type { Catalogue, MessageDefinition } from '#lib/domain';
import { parseCondition } from '../condition/parse-condition.js';
import type { MessageRules } from './read-message-file.js';
import type { RuleSetHead } from './parse-rule-set.js';
import type { RuleError, RuleErrorKind } from './rule-error.js';
import type { Rule } from './rule-set.js';

type Fail = (kind: RuleErrorKind, rule: string | null, message: string) => void;

/** Every name in a rule exists, no two rules answer for the same cell on the same day, and none opens a cell that is denied for good. */
export function checkRuleSet(
  file: string,
  own: MessageRules,
  head: RuleSetHead,
  catalogue: Catalogue,
  all: readonly (MessageRules & { readonly file: string })[],
  errors: RuleError[],
): void {
  const fail: Fail = (kind, rule, message) => errors.push({ kind, file, rule, message });
  const code = own.rules[0]?.message ?? own.denied[0]?.message ?? own.senderLimits[0]?.message;
  const definition = catalogue.messages.find((message) => message.code === code);
  if (code !== undefined && definition === undefined) fail('NAME', null, `unknown message '${code}'`);
  for (const rule of own.rules) {
    checkNames(rule, definition, head, fail);
    checkCell(rule, own, all, fail);
  }
  for (const { hardDeny } of [...own.denied, ...own.senderLimits]) {
    if (!Object.hasOwn(head.hardDenies, hardDeny)) fail('NAME', null, `unknown hard deny '${hardDeny}'`);
  }
  const deniedTwice = own.denied.filter((cell, place) =>
    own.denied.some((other, before) => before < place && other.recipient === cell.recipient),
  );
  for (const { recipient } of deniedTwice) fail('HARD_DENY', null, `${recipient} is denied twice`);
  const limits = own.senderLimits.filter(
    ({ sender }) => definition !== undefined && !definition.senders.includes(sender),
  );
  for (const { sender } of limits) fail('NAME', null, `${sender} does not send this message`);
}

function checkNames(rule: Rule, definition: MessageDefinition | undefined, head: RuleSetHead, fail: Fail): void {
  for (const field of [...rule.withheld, ...Object.keys(rule.gated)]) {
    const known = definition === undefined || definition.fields.some(({ name }) => name === field);
    if (!known) fail('NAME', rule.id, `unknown field '${field}'`);
  }
  for (const field of rule.withheld) {
    if (Object.hasOwn(rule.gated, field)) fail('CONDITION', rule.id, `'${field}' is both withheld and gated`);
  }
  for (const [what, text] of [['when', rule.when], ...Object.entries(rule.gated)] as const) {
    const parsed = parseCondition(text);
    for (const error of parsed.ok ? [] : parsed.errors) {
      const kind = error.startsWith('names an unknown fact') ? 'NAME' : 'CONDITION';
      fail(kind, rule.id, `the condition of '${what}' ${error}`);
    }
  }
  if (rule.legalBasis.length === 0) fail('LEGAL_BASIS', rule.id, 'names no legal basis');
  for (const basis of rule.legalBasis) {
    if (!Object.hasOwn(head.legalBases, basis)) fail('NAME', rule.id, `unknown legal basis '${basis}'`);
  }
}

function checkCell(rule: Rule, own: MessageRules, all: readonly MessageRules[], fail: Fail): void {
  const base = `R-${rule.message}-${rule.recipient}`;
  if (rule.id !== base && !new RegExp(`^${base}-\\d+$`).test(rule.id))
    fail('NAME', rule.id, `the id must be ${base} or ${base}-<n>`);
  if (rule.validUntil !== null && rule.validUntil < rule.validFrom) fail('FORM', rule.id, 'ends before it begins');
  const cells = all.flatMap(({ rules }) => rules).filter((other) => other.message === rule.message);
  for (const other of cells) {
    if (other === rule || other.recipient !== rule.recipient) continue;
    if (other.id === rule.id) fail('OVERLAP', rule.id, 'the id is used twice');
    else if (overlap(rule, other)) fail('OVERLAP', rule.id, `holds on the same days as ${other.id}`);
  }
  const denied = own.denied.find(({ recipient }) => recipient === rule.recipient);
  if (denied !== undefined) fail('HARD_DENY', rule.id, `opens a cell that ${denied.hardDeny} denies`);
}

function overlap(one: Rule, other: Rule): boolean {
  const endsBefore = (first: Rule, second: Rule): boolean =>
    first.validUntil !== null && first.validUntil < second.validFrom;
  return !endsBefore(one, other) && !endsBefore(other, one);
}
