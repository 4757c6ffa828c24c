import type { ContractError } from './contract-error.js';

/** Names that would change an object's prototype when assigned. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const MAX_DEPTH = 16;
/** Values in one body. The largest valid message has some hundreds. */
const MAX_VALUES = 20_000;

export type Prepared =
  { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly error: ContractError };

/**
 * A copy without null members (absent and null mean the same), made within limits of depth and count, so that a hostile body costs
 * neither stack nor a flood of errors. Runs before the JSON Schema.
 */
export function prepareJson(json: unknown): Prepared {
  let left = MAX_VALUES;
  const refused = { error: null as ContractError | null };
  const copy = clean(json, 0);
  return refused.error === null ? { ok: true, json: copy } : { ok: false, error: refused.error };

  function clean(value: unknown, depth: number): unknown {
    if (refused.error !== null) return undefined;
    if (--left < 0) return refuse('too-many-values', `has more than ${MAX_VALUES} values`);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= MAX_DEPTH) return refuse('too-deep', `is nested deeper than ${MAX_DEPTH}`);
    if (Array.isArray(value)) {
      if (value.length > left) return refuse('too-many-values', `has more than ${MAX_VALUES} values`);
      return value.map((item) => clean(item, depth + 1));
    }
    const into: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      if (FORBIDDEN.has(name)) return refuse('forbidden-name', 'has a member with a forbidden name');
      if (member === null) continue;
      into[name] = clean(member, depth + 1);
    }
    return into;
  }

  function refuse(code: string, message: string): undefined {
    refused.error = { pointer: '', code, message };
    return undefined;
  }
}
