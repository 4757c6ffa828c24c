import { dayOf } from '../avro/instant.js';

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A date of which day, month or year may be unknown (`00`, `0000`), as in the BRP. What is known must exist in the calendar. */
export function isPartialDate(text: string): boolean {
  const [, year, month, day] = FORM.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year === '0000') return month === '00' && day === '00';
  if (month === '00') return day === '00' && inCentury(year);
  return dayOf(`${year}-${month}-${day === '00' ? '01' : day}`) !== null;
}

/** The last day that the date can stand for: a person is taken for as young as the date allows. */
export function latestDay(text: string): number | null {
  const [, year, month, day] = FORM.exec(text) ?? [];
  if (year === undefined || month === undefined || !isPartialDate(text) || year === '0000') return null;
  if (month === '00') return dayOf(`${year}-12-31`);
  if (day !== '00') return dayOf(text);
  return ['31', '30', '29', '28'].map((last) => dayOf(`${year}-${month}-${last}`)).find((one) => one !== null) ?? null;
}

function inCentury(year: string): boolean {
  return dayOf(`${year}-01-01`) !== null;
}
