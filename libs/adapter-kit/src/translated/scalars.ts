import { instantOf, instantText } from '#lib/contracts';
import type { Json } from '../description/json-document.js';
import { dateForm, type DateForm } from './date-form.js';
import type { DateStyle, TimeStyle } from './dialect.js';
import { localTime } from './local-time.js';
import type { ReadValue, Scalar } from './shape.js';

const passed = (value: unknown): ReadValue => ({ ok: true, value });

/** Written as it is. */
export const plain: Scalar = { kind: 'scalar', write: (value) => value, read: passed, describe: (schema) => schema };

/** Canonical code ↔ the agency's word, through a list that holds both once. */
export function coded(words: ReadonlyMap<string, string>): Scalar {
  const codes = new Map([...words].map(([code, word]) => [word, code]));
  const written = (code: unknown): string => {
    const word = words.get(code as string);
    if (word === undefined) throw new Error('Writing a code: it has no word.');
    return word;
  };
  return {
    kind: 'scalar',
    write: written,
    read: (word) => {
      if (typeof word !== 'string') return passed(word);
      const code = codes.get(word);
      return code === undefined
        ? { ok: false, code: 'unknown-code', expected: 'must be one of the codes of its list' }
        : passed(code);
    },
    describe: ({ enum: listed, const: one, pattern: _form, ...rest }) => ({
      ...rest,
      type: 'string',
      ...(typeof one === 'string'
        ? { const: written(one) }
        : { enum: Array.isArray(listed) ? listed.map(written) : [...words.values()] }),
    }),
  };
}

/** A calendar date, or one of which parts may be unknown. */
export function dated(style: DateStyle): Scalar {
  if (style === 'yyyy-mm-dd') return plain;
  const form: DateForm = dateForm(style);
  return {
    kind: 'scalar',
    write: (date) => form.write(String(date)),
    read: (word) => {
      if (typeof word !== 'string') return passed(word);
      const date = form.read(word);
      return date === null
        ? { ok: false, code: 'date-form', expected: `must be a date as ${style}; unknown parts are zeros` }
        : passed(date);
    },
    describe: ({ format: _format, maxLength: _length, ...rest }) => ({ ...rest, pattern: form.pattern }),
  };
}

/** A moment. Read in any RFC 3339 form; what is none is passed on, for the contract to refuse. */
export function timed(style: TimeStyle): Scalar {
  return {
    kind: 'scalar',
    write: (moment) => (style === 'utc' ? moment : localTime(String(moment))),
    read: (word) => {
      const instant = instantOf(word);
      return passed(instant === null ? word : instantText(instant));
    },
    describe: (schema) => schema,
  };
}

export function yesOrNo([yes, no]: readonly [string, string]): Scalar {
  return {
    kind: 'scalar',
    write: (value) => (value === true ? yes : no),
    read: (word) =>
      word === yes || word === no
        ? passed(word === yes)
        : { ok: false, code: 'unknown-code', expected: `must be ${yes} or ${no}` },
    describe: ({ const: only, ...rest }: Json) => ({
      ...rest,
      type: 'string',
      ...(only === undefined ? { enum: [yes, no] } : { const: only === true ? yes : no }),
    }),
  };
}
