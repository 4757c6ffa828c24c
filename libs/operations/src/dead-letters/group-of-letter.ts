import type { DeadLetterSigns } from '#lib/persistence';
import { groupOf } from '#lib/replay';

/** null while the ledger does not have the receipt yet: a group that changes its name is none. */
export function groupOfLetter(signs: DeadLetterSigns): string | null {
  const { endpoint, unit, code: message, errorClass, reason, schemaId } = signs;
  return reason === null ? null : groupOf({ endpoint, unit, message, errorClass, reason, schemaId });
}
