import type { Condition } from './condition.js';
import { parseCondition } from './parse-condition.js';

/** Rules and ceilings share a few dozen texts, and checks ask for them thousands of times. */
const KNOWN = new Map<string, Condition>();

/** The condition in a text that was checked before: rules when they were loaded, ceilings with the catalogue. A failure is a fault of the hub. */
export function conditionOf(text: string): Condition {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`Reading the condition '${text}': it ${parsed.errors.join(', ')}`);
  KNOWN.set(text, parsed.condition);
  return parsed.condition;
}

/** A ceiling of the catalogue; null = never. */
export function ceilingCondition(text: string): Condition | null {
  if (text === 'never') return null;
  return conditionOf(text === 'may-receive' ? 'always' : text);
}
