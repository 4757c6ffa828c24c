import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PREDICATES, type Catalogue, type Endpoint, type MessageCode, type Predicate } from '#lib/domain';
import { loadRuleSet } from '#lib/exchange-rules';

/** The facts that decide whether this recipient gets this message at all; empty where the message alone decides. */
export type ConditionFacts = (code: MessageCode, recipient: Endpoint) => readonly Predicate[];

/** From the conditions of every rule set below `schemas/rules`: a message may have been decided by any of them. Throws when one is wrong. */
export function loadConditionFacts(root: string, catalogue: Catalogue): ConditionFacts {
  const folder = join(root, 'schemas', 'rules');
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rules = names.flatMap(({ name }) => loadRuleSet(join(folder, name), catalogue).rules);
  const facts = new Map<string, Set<Predicate>>();
  for (const { message, recipient, when } of rules) {
    const key = `${message} ${recipient}`;
    const named = new Set(when.match(/\w+/g) ?? []);
    const known = facts.get(key) ?? new Set();
    for (const predicate of PREDICATES) if (named.has(predicate)) known.add(predicate);
    facts.set(key, known);
  }
  return (code, recipient) => [...(facts.get(`${code} ${recipient}`) ?? [])];
}
