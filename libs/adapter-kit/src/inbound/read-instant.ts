const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/**
 * An RFC 3339 instant as UTC with milliseconds, or null. `Date` alone would turn 30 February into 2 March, so the fields are
 * compared with what they became. Leap seconds, 24:00, `-00:00` and years before 1900 or after 2199 are refused.
 */
export function readInstant(text: string): string | null {
  const found = RFC3339.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, , offset] = found as unknown as string[];
  if (offset === '-00:00' || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  if (Number(year) < 1900 || Number(year) > 2199) return null;
  const civil = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(civil.getTime()) || civil.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
