const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of an RFC 3339 date-time; null for anything else, a bare date included. */
export function instantOf(value: unknown): number | null {
  if (typeof value !== 'string' || !DATE_TIME.test(value)) return null;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? null : instant;
}

/** Begin of a Dutch calendar day (Europe/Amsterdam) in ms; null when it is no date. Terms of the law count in days of the country. */
export function startOfDutchDay(date: unknown): number | null {
  const parts = typeof date === 'string' ? DATE.exec(date) : null;
  if (parts === null) return null;
  const utc = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  if (new Date(utc).toISOString().slice(0, 10) !== parts[0]) return null;
  return isDutchSummerTime(utc - 2 * HOUR) ? utc - 2 * HOUR : utc - HOUR;
}

/** The Dutch calendar day of an instant, `YYYY-MM-DD`. */
export function dutchDateOf(instant: number): string {
  return new Date(instant + (isDutchSummerTime(instant) ? 2 : 1) * HOUR).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** From when a date or date-time counts: a date from the begin of its day. */
export function beginOf(value: unknown): number | null {
  return instantOf(value) ?? startOfDutchDay(value);
}

/** Until when (exclusive) a date or date-time counts: a date up to and including its day. */
export function endOf(value: unknown): number | null {
  const instant = instantOf(value);
  if (instant !== null) return instant;
  return startOfDutchDay(value) === null ? null : startOfDutchDay(addDays(value as string, 1));
}

/** EU summer time: from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October (Directive 2000/84/EC). */
function isDutchSummerTime(instant: number): boolean {
  const year = new Date(instant).getUTCFullYear();
  return instant >= lastSunday(year, 2) && instant < lastSunday(year, 9);
}

function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0));
  return lastDay.getTime() - lastDay.getUTCDay() * DAY + HOUR;
}
