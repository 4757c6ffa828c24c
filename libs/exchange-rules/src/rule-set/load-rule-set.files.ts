import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '#lib/domain';
import { canonicalJson } from './canonical-json.js';
import { parseRuleSet } from './parse-rule-set.js';
import { describeRuleErrors, type RuleError, type RuleFileText } from './rule-error.js';
import type { RuleSet, RuleSetContent } from './rule-set.js';

/** The rules on disk can't be used; nothing is decided with a rule set that is wrong in one place. */
export class RuleSetError extends Error {
  override readonly name = 'RuleSetError';

  constructor(
    folder: string,
    readonly errors: readonly RuleError[],
  ) {
    super(`Reading the rules in ${folder}:\n${describeRuleErrors(errors)}`);
  }
}

/** Reads and checks every `*.yaml` of the folder. Throws `RuleSetError` with all errors. */
export function loadRuleSet(folder: string, catalogue: Catalogue): RuleSet {
  const parsed = parseRuleSet(readRuleFolder(folder), catalogue);
  if (!parsed.ok) throw new RuleSetError(folder, parsed.errors);
  return sealRuleSet(parsed.ruleSet, catalogue);
}

/** The files of a rule set as they stand, unread. */
export function readRuleFolder(folder: string): readonly RuleFileText[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/**
 * Adds the hash that names in activation records what decides: the rules, and what the catalogue says of senders, fields, classes and
 * ceilings, without which the same rules would decide otherwise.
 */
export function sealRuleSet(content: RuleSetContent, catalogue: Catalogue): RuleSet {
  const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1);
  const decides = {
    ...content,
    rules: [...content.rules].sort(byId),
    denied: content.denied.map(canonicalJson).sort(),
    senderLimits: content.senderLimits.map(canonicalJson).sort(),
    gaps: content.gaps.map(canonicalJson).sort(),
    ceilings: Object.entries(catalogue.classes).map(([code, { ceiling }]) => [code, ceiling]),
    messages: catalogue.messages.map(({ code, senders, blockedWhileSuspended, fields }) => ({
      code,
      senders,
      blockedWhileSuspended,
      fields: fields.map((field) => [field.name, field.class]),
    })),
  };
  return { ...content, hash: createHash('sha256').update(canonicalJson(decides)).digest('hex') };
}
