import type { MissionReferences } from '#lib/persistence';
import type { ProblemInit } from '#lib/platform';
import type { ContentError } from './content-error.js';
import type { DoorKeys } from './inbound-parts.js';
import { problems } from './problems.js';

export type Resolved =
  | { readonly ok: true; readonly data: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: readonly ContentError[] }
  | { readonly ok: false; readonly problem: ProblemInit };

/**
 * A mission never sees a V-number, yet must answer (decisions 21): it names the case by the reference that it was given, in `caseNumber`.
 * Errors point into the canonical event. Only references of its own country resolve, and an unknown one looks the same as another country's.
 */
export async function resolveReference(
  references: MissionReferences,
  keys: DoorKeys,
  country: string,
  data: unknown,
): Promise<Resolved> {
  const given = data as Readonly<Record<string, unknown>>;
  const errors: ContentError[] = [];
  if (given.vNumber !== undefined) {
    errors.push({
      pointer: '/data/vNumber',
      code: 'unknown-field',
      message: 'A mission names the case by its reference.',
    });
  }
  if (typeof given.caseNumber !== 'string') {
    errors.push({ pointer: '/data/caseNumber', code: 'required', message: 'Give the reference of the case.' });
  }
  if (errors.length > 0) return { ok: false, errors };
  const reference = given.caseNumber as string;
  const known = /^[A-Z2-7]{16}$/.test(reference) ? await references.resolve(country, reference) : null;
  const vNumber = known === null ? null : keys.unseal(known.vNumberEncrypted, known.caseKey);
  return vNumber === null
    ? { ok: false, problem: problems.unknownReference() }
    : { ok: true, data: { ...given, vNumber } };
}
