import { createHash } from 'node:crypto';
import type { Plan, PlanHead, PlanItem } from './plan.js';

/** The hash of a plan whose items come one after the other, so that none need be kept. */
export interface PlanHasher {
  add(item: PlanItem): void;
  /** Hex; ends it. */
  digest(): string;
}

/** @see planHash */
export function planHasher(head: PlanHead): PlanHasher {
  const hash = createHash('sha256').update(canonical(head));
  return {
    // A line feed stands in no canonical JSON: no two lists of items give one text.
    add: (item) => void hash.update('\n').update(canonical(item)),
    digest: () => hash.digest('hex'),
  };
}

/** SHA-256 of the whole plan, hex: the same plan in whatever order its keys were written, and no other. */
export function planHash({ items, ...head }: Plan): string {
  const hasher = planHasher(head);
  items.forEach((item) => hasher.add(item));
  return hasher.digest();
}

/** JSON with its keys in order (as RFC 8785 for the values that plans hold). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
