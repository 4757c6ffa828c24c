const DAY = 86_400_000;

/** Days that a body may name: 1900-01-01 to 2199-12-31. Outside it there is a typing error or an attack. */
export const FIRST_INSTANT = Date.UTC(1900, 0, 1);
export const LAST_INSTANT = Date.UTC(2200, 0, 1) - 1;

/** `YYYY-MM-DD` → days since 1970-01-01; null when it is no day of the calendar. */
export function dayOf(text: unknown): number | null {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const instant = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes 2026-02-30 for 2 March in some forms; the round trip tells.
  if (!inRange(instant) || dateText(instant / DAY) !== text) return null;
  return instant / DAY;
}

export function dateText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

const RFC3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** RFC 3339 with offset → milliseconds since 1970; null when it is no such moment. Digits beyond the millisecond are cut off; no leap seconds. */
export function instantOf(text: unknown): number | null {
  if (typeof text !== 'string' || text.length > 35) return null;
  const parts = RFC3339.exec(text);
  const day = dayOf(parts?.[1]);
  if (parts === null || day === null) return null;
  const [, , hours, minutes, seconds, fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = parts;
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
  const local = day * DAY + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + millis;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  const instant = sign === '-' ? local + offset : local - offset;
  return inRange(instant) ? instant : null;
}

/** Milliseconds since 1970 → `YYYY-MM-DDTHH:mm:ss.sssZ`, the one form in which the hub keeps moments. */
export function instantText(instant: number): string {
  return new Date(instant).toISOString();
}

export function inRange(instant: number): boolean {
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT;
}
