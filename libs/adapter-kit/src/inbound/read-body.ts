import { parseJson, ProblemException } from '#lib/platform';
import type { ContentError } from './content-error.js';
import { hasRepeatedName } from './repeated-name.js';

export type ReadBody =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ContentError };

/** Bytes to a JSON value, or the one fault that made it unreadable. */
export function readBody(body: Buffer): ReadBody {
  try {
    const value = parseJson(body);
    return hasRepeatedName(body.toString('utf8'))
      ? refused('repeated-name', 'An object has two members of one name.')
      : { ok: true, value };
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return refused(error.problem.code, error.problem.detail);
  }
}

function refused(code: string, message: string): ReadBody {
  return { ok: false, error: { pointer: '', code, message } };
}
