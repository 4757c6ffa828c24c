import type { DateStyle } from './dialect.js';

const MONTHS = ['UNK', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const CANONICAL = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A way of writing dates, exactly invertible. Whether the date exists is the contract's question. */
export interface DateForm {
  /** Of the written form. */
  readonly pattern: string;
  /** @throws on a text that is no canonical date */
  write(date: string): string;
  /** `YYYY-MM-DD`, parts that are unknown as zeros; null for another form. */
  read(text: string): string | null;
}

const NUMBERED: DateForm = {
  pattern: '^[0-9]{2}-[0-9]{2}-[0-9]{4}$',
  write: (date) => {
    const [year, month, day] = parts(date);
    return `${day}-${month}-${year}`;
  },
  read: (text) => {
    const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text) ?? [];
    return year === undefined ? null : `${year}-${month}-${day}`;
  },
};

const NAMED: DateForm = {
  pattern: `^[0-9]{2}-(${MONTHS.join('|')})-[0-9]{4}$`,
  write: (date) => {
    const [year, month, day] = parts(date);
    const name = MONTHS[Number(month)];
    if (name === undefined) throw new Error('Writing a date: no such month.');
    return `${day}-${name}-${year}`;
  },
  read: (text) => {
    const [, day, name, year] = /^(\d{2})-([A-Z]{3})-(\d{4})$/.exec(text) ?? [];
    const month = MONTHS.indexOf(name ?? '');
    return year === undefined || month < 0 ? null : `${year}-${String(month).padStart(2, '0')}-${day}`;
  },
};

export function dateForm(style: Exclude<DateStyle, 'yyyy-mm-dd'>): DateForm {
  return style === 'dd-mm-yyyy' ? NUMBERED : NAMED;
}

function parts(date: string): readonly [string, string, string] {
  const [, year, month, day] = CANONICAL.exec(date) ?? [];
  if (year === undefined || month === undefined || day === undefined) throw new Error('Writing a date: not canonical.');
  return [year, month, day];
}
