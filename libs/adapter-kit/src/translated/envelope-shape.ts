import { ATTRIBUTE_FORMS } from '../inbound/event-attributes.js';
import type { AttributeKind, Dialect } from './dialect.js';
import { coded, plain, timed } from './scalars.js';
import type { Leaf, ObjectShape, Scalar, Shape } from './shape.js';
import { treeOf } from './tree-of.js';
import type { Faults } from './compile-shape.js';

/** Attributes that only the hub writes, on deliveries (decisions 28a). */
const OF_DELIVERIES = ['dataschema', 'subject', 'caseref', 'traceparent'];

export interface KnownNames {
  /** CloudEvents type → word of the message. */
  readonly messages: ReadonlyMap<string, string>;
  /** Canonical field → word, for lists of field names. */
  readonly fields: ReadonlyMap<string, string>;
}

/**
 * The frame as a shape: an event (attributes and `data`) ↔ the agency's document. The content is passed as it is, or, given its shape, described
 * and located with the rest.
 */
export function envelopeShape(
  { envelope, times, words }: Dialect,
  known: KnownNames,
  content: Shape,
  faults: Faults,
): ObjectShape {
  const moment = timed(times);
  const kinds: Readonly<Record<AttributeKind, Scalar>> = {
    text: plain,
    time: moment,
    message: coded(known.messages),
    purpose: coded(new Map(Object.entries(words.purposes))),
    urgency: words.codes.urgency === undefined ? plain : coded(new Map(Object.entries(words.codes.urgency))),
    list: listed(new Map()),
    fields: listed(known.fields),
    source: splitSource(),
  };
  const required = new Set([...Object.keys(ATTRIBUTE_FORMS), ...OF_DELIVERIES]);
  for (const name of required) {
    if (envelope.attributes[name] === undefined && envelope.fixed[name] === undefined) {
      faults.add(`the attribute ${name} has no place in the envelope`);
    }
  }
  for (const name of Object.keys({ ...envelope.attributes, ...envelope.fixed })) {
    if (!required.has(name)) faults.add(`the envelope has a place for ${name}, which is no attribute`);
  }
  const leaves: Leaf[] = Object.entries(envelope.attributes).map(([name, { at, as, description }]) => ({
    canonical: [name],
    agency: at.split('/'),
    shape: description === undefined ? kinds[as] : explained(kinds[as], description),
  }));
  leaves.push({ canonical: ['data'], agency: envelope.data.split('/'), shape: content });
  return { kind: 'object', name: 'the envelope', leaves, tree: treeOf('the envelope', leaves, faults) };
}

function explained(scalar: Scalar, description: string): Scalar {
  return { ...scalar, describe: (schema) => ({ ...scalar.describe(schema), description }) };
}

/** CloudEvents has no lists, so they are texts with commas there; an agency writes a list. Without words its items are themselves. */
function listed(words: ReadonlyMap<string, string>): Scalar {
  const names = new Map([...words].map(([name, word]) => [word, name]));
  const wordOf = (name: string): string => {
    const word = words.get(name);
    if (word === undefined) throw new Error('Writing a list of fields: one has no word.');
    return word;
  };
  return {
    kind: 'scalar',
    write: (text) =>
      String(text)
        .split(',')
        .map((item) => item.trim())
        .map((item) => (words.size === 0 ? item : wordOf(item))),
    read: (word) => {
      if (!Array.isArray(word) || word.some((item) => typeof item !== 'string' || item.includes(','))) {
        return { ok: false, code: 'type', expected: 'must be a list of texts without commas' };
      }
      const items = (word as readonly string[]).map((item) => (words.size === 0 ? item : names.get(item)));
      return items.includes(undefined)
        ? { ok: false, code: 'unknown-name', expected: 'must name fields of this message' }
        : { ok: true, value: items.length === 0 ? undefined : items.join(',') };
    },
    describe: () => ({ type: 'array', items: { type: 'string' } }),
  };
}

const SOURCE = /^urn:nld:oin:(\d{20}):systeem:([A-Za-z0-9][A-Za-z0-9._-]{0,63})$/;

/** An organisation and its system, apart. */
function splitSource(): Scalar {
  return {
    kind: 'scalar',
    write: (urn) => {
      const [, oin, systeem] = SOURCE.exec(String(urn)) ?? [];
      if (oin === undefined || systeem === undefined) throw new Error('Writing a source: not of the NL GOV form.');
      return { oin, systeem };
    },
    read: (word) => {
      const { oin, systeem, ...more } = (typeof word === 'object' && word !== null ? word : {}) as Record<
        string,
        unknown
      >;
      const urn = `urn:nld:oin:${String(oin)}:systeem:${String(systeem)}`;
      return typeof oin === 'string' &&
        typeof systeem === 'string' &&
        SOURCE.test(urn) &&
        Object.keys(more).length === 0
        ? { ok: true, value: urn }
        : { ok: false, code: 'source-form', expected: 'must be an oin of 20 digits and a systeem' };
    },
    describe: () => ({
      type: 'object',
      additionalProperties: false,
      required: ['oin', 'systeem'],
      properties: {
        oin: { type: 'string', pattern: '^[0-9]{20}$' },
        systeem: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
      },
    }),
  };
}
