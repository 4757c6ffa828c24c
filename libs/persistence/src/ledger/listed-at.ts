const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * The moment under which a decision is listed: its accepted time, or for a record without a usable one (quarantine) that of the record before
 * it in its partition. Follows from the topic alone, so that a ledger built again lists the same.
 */
export function listedAt(time: string | null, before: string | null): string | null {
  if (time === null || !RFC_3339.test(time)) return before;
  const at = Date.parse(time);
  return Number.isNaN(at) ? before : new Date(at).toISOString();
}
