import type { ControlCode, MessageCode } from '#lib/domain';
import type { AgencyFormat } from '../definition/agency-format.js';
import type { ContentError } from './content-error.js';

/**
 * Errors of the canonical event in the places of the sender's own document. Where the translation has found a fault already, the contract's
 * error about what is therefore missing there would only say it twice.
 */
export function located(
  format: AgencyFormat,
  code: MessageCode | ControlCode | null,
  errors: readonly ContentError[],
  known: readonly ContentError[] = [],
): ContentError[] {
  const said = new Set(known.map(({ pointer }) => pointer));
  return errors
    .map((error) => ({ ...error, pointer: format.locate(code, error.pointer) }))
    .filter(({ pointer }) => !said.has(pointer));
}
