import type { Selection } from '#lib/replay';
import { recipientName } from '../options/recipient-name.js';

/** `COA, group ab12…, since …`: what a plan is about, in one line. */
export function selectionInWords(selection: Selection): string {
  const { deliveryIds, endpoint, unit, message, group, errorClass, reason, caseKey, held, records, since, until } =
    selection;
  const parts = [
    deliveryIds === undefined ? null : `${deliveryIds.length} delivery id(s)`,
    records === undefined ? null : `${records.length} quarantined record(s)`,
    endpoint === undefined ? null : recipientName({ endpoint, unit: unit ?? null }),
    message ?? null,
    group === undefined ? null : `group ${group}`,
    errorClass === undefined ? null : `class ${errorClass}`,
    reason === undefined ? null : `failed with ${reason}`,
    caseKey === undefined ? null : `case ${caseKey}`,
    held === true ? 'held by a stop' : null,
    since === undefined ? null : `since ${since}`,
    until === undefined ? null : `until ${until}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
