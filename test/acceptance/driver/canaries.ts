import type { ContractCode, Contracts } from '#lib/contracts';
import type { Content } from '#lib/domain';

/** One unmistakable text in one place of one message. */
export interface Canary {
  readonly text: string;
  readonly step: string;
  /** Top-level field that it lies in, however deep. */
  readonly field: string;
  /** True for the places that VM-6 takes out of the person. */
  readonly birthPlace: boolean;
}

/** Plants a canary in every text of a message that may hold free text, and answers with what the message then looks like. */
export function plant(
  contracts: Contracts,
  code: ContractCode,
  step: string,
  at: string,
  fixed: Content,
  random: () => number,
): { readonly content: Content; readonly canaries: readonly Canary[] } {
  const canaries: Canary[] = [];
  let content = structuredClone({ ...contracts.sample(code, random, fixed, { at, full: true }) }) as Record<
    string,
    unknown
  >;
  for (const path of textPaths(content)) {
    const field = String(path[0]);
    if (field === 'vNumber' || field in fixed) continue;
    const text = `CANARY${step.replace('.', 'X')}N${canaries.length}Z`;
    const changed = structuredClone(content);
    set(changed, path, text);
    // Codes, dates and identifiers take no free text; there the absence of the field itself is what other tests check.
    if (!contracts.validate(code, changed, contracts.sampleEnvelope(code, at)).ok) continue;
    content = changed;
    canaries.push({ text, step, field, birthPlace: path.includes('birthPlace') });
  }
  return { content, canaries };
}

type Path = readonly (string | number)[];

function textPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => textPaths(item, [...path, index]));
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) => textPaths(item, [...path, key]));
  }
  return [];
}

function set(target: unknown, path: Path, text: string): void {
  let at = target as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last !== undefined) at[last] = text;
}
