import { parse } from 'yaml';
import type { Waiver } from '../conformance/waiver.js';
import { QUALITY_RULES } from './quality-rules.js';

export const QUALITY_FILE = 'quality-scale.yaml';

export interface QualityState {
  readonly state: 'done' | 'todo' | 'exempt';
  /** Why exempt, what is lacking, or what shows that it is done where no check does. */
  readonly comment: string | null;
}

export type QualityScale =
  | { readonly ok: true; readonly states: ReadonlyMap<string, QualityState> }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Text of `quality-scale.yaml`: every rule under its tier, `done`, or `todo: …` and `exempt: …` with why. Collects all faults. */
export function parseQualityScale(text: string): QualityScale {
  const errors: string[] = [];
  const states = new Map<string, QualityState>();
  const given = parse(text) as unknown;
  if (!isRecord(given)) return { ok: false, errors: ['the file is not a mapping of tiers'] };
  for (const [tier, rules] of Object.entries(given)) {
    for (const [id, value] of Object.entries(isRecord(rules) ? rules : {})) {
      const state = stateOf(value);
      if (!QUALITY_RULES.some((rule) => rule.id === id && rule.tier === tier))
        errors.push(`${tier}.${id}: no such rule`);
      else if (state === null)
        errors.push(`${tier}.${id}: expected done, todo, exempt: <why> or done: <what shows it>`);
      else states.set(id, state);
    }
  }
  for (const { id, tier } of QUALITY_RULES) if (!states.has(id)) errors.push(`${tier}.${id}: is missing`);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, states };
}

/** Where a scale claims more than the checks prove, in words. */
export function falseClaims(
  adapter: string,
  states: ReadonlyMap<string, QualityState>,
  waivers: readonly Waiver[],
): readonly string[] {
  const waived = waivers.filter((one) => one.adapter === adapter).map(({ check }) => check);
  const claims: string[] = [];
  for (const { id, provenBy } of QUALITY_RULES) {
    const { state, comment } = states.get(id) ?? { state: 'todo', comment: null };
    if (state === 'exempt' && comment === null) claims.push(`${id} is exempt and does not say why`);
    if (state !== 'done') continue;
    const missing = provenBy.filter((check) => waived.includes(check));
    if (missing.length > 0) claims.push(`${id} is done, and ${missing.join(', ')} is waived`);
    if (id === 'conformance-green' && waived.length > 0)
      claims.push(`${id} is done, and ${waived.join(', ')} is waived`);
    if (provenBy.length === 0 && id !== 'conformance-green' && comment === null)
      claims.push(`${id} is done and does not say what shows it`);
  }
  return claims;
}

function stateOf(value: unknown): QualityState | null {
  if (value === 'done' || value === 'todo') return { state: value, comment: null };
  if (!isRecord(value)) return null;
  const [[state, comment] = [], ...more] = Object.entries(value);
  if (more.length > 0 || (state !== 'done' && state !== 'todo' && state !== 'exempt')) return null;
  return typeof comment === 'string' && comment.length > 10 ? { state, comment } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
