import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { doorSchemas, seededRandom, type ContractCode } from '#lib/contracts';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { readEvent } from '../definition/read-event.js';
import { writeEvent } from '../definition/write-event.js';
import { submittedEventSchema } from '../description/submitted-event-schema.js';
import { readDialect } from './read-dialect.js';
import { translatedJson } from './translated-json.format.js';

type Json = Readonly<Record<string, unknown>>;

const contracts = testContracts();
const SENDER = { endpoint: 'COA', unit: null } as const;
/** Every attribute that an event may have on either way. */
const ATTRIBUTES = {
  subject: 'case-key',
  urgency: 'U1',
  caseref: 'DTV-2026/1',
  correlationid: 'c-1',
  causationid: 'c-0',
  sequence: '7',
  consentref: 'c-2',
  supersedes: '4f1b2a30-0000-4000-8000-000000000001,4f1b2a30-0000-4000-8000-000000000002',
  wpgarticle: '9',
  onlyfor: 'COA,GEM:0599',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  dataschema: 'urn:schakel:schema:12',
};

describe.each([['coa-adapter'], ['nidos-adapter'], ['municipalities-adapter'], ['iom-adapter']])('%s', (id) => {
  const dialect = readDialect(id);
  const format = translatedJson(dialect);
  const codes = dialect.speaks as readonly ContractCode[];
  const eventOf = (code: ContractCode, seed: number, full = false): Json => {
    const random = seededRandom(seed);
    const event = sampleEvent(contracts, code, SENDER, random);
    return { ...event, ...ATTRIBUTES, data: contracts.sample(code, random, {}, { full }) };
  };
  const written = (code: ContractCode, event: Json): string => {
    const composed = writeEvent(format, code as never, event);
    return composed.ok ? composed.body.toString('utf8') : JSON.stringify(composed);
  };

  it('loses nothing of any event, from the first attribute to the last item of a list', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.nat(1_000_000), (code, seed) => {
        const event = eventOf(code, seed);
        expect(readEvent(contracts, format, Buffer.from(written(code, event)))).toEqual({ ok: true, value: event });
      }),
      { numRuns: 300 },
    );
  });

  it('loses nothing of a part of a message, as recipients get it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.nat(1_000_000), fc.infiniteStream(fc.boolean()), (code, seed, keep) => {
        const event = eventOf(code, seed, true);
        const data = Object.fromEntries(Object.entries(event.data as Json).filter(() => keep.next().value));
        const part = { ...event, data };
        expect(readEvent(contracts, format, Buffer.from(written(code, part)))).toEqual({ ok: true, value: part });
      }),
      { numRuns: 200 },
    );
  });

  it('finds each value of a message where it says that its place is', () => {
    for (const code of codes) {
      const event = eventOf(code, 5, true);
      const document = JSON.parse(written(code, event)) as unknown;
      for (const pointer of leavesIn(event)) {
        const place = format.locate(code as never, pointer);
        // Fixed attributes have no place, and the two halves of a source are one value.
        if (place === '') expect(['/specversion', '/datacontenttype']).toContain(pointer);
        else expect([code, pointer, at(document, place)]).not.toEqual([code, pointer, undefined]);
      }
    }
  });

  it('describes what it writes, and nothing that it would refuse', () => {
    const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true })).addFormat('partial-date', true);
    ajv.addFormat('bsn', true);
    for (const code of codes) {
      const contract = contracts.message(code)!;
      const described = format.describe(code as never, 'in', submittedEventSchema(contract, false)) as Json;
      const fits = ajv.compile(described);
      const { subject: _subject, dataschema: _schema, ...event } = eventOf(code, 9, true);
      const document = JSON.parse(written(code, event)) as Json;
      expect([code, fits(document), fits.errors]).toEqual([code, true, null]);
      expect(fits({ ...document, data: {} })).toBe(false);
    }
  });

  it('shows no name or code of the hub to its readers where the agency has a word of its own', () => {
    for (const code of codes) {
      const described = format.describe(code as never, 'in', submittedEventSchema(contracts.message(code)!, false));
      const names = propertyNames(described);
      const own = new Set([...Object.values(dialect.words.fields), ...Object.values(dialect.places).flatMap(parts)]);
      const translated = Object.entries(dialect.words.fields).filter(([name, word]) => name !== word && !own.has(name));
      expect([code, translated.map(([name]) => name).filter((name) => names.has(name))]).toEqual([code, []]);
    }
  });
});

describe('IOM’s language', () => {
  it('shares hardly a name with the hub’s own', () => {
    const { words, speaks } = readDialect('iom-adapter');
    const same = Object.entries(words.fields).filter(([name, word]) => name === word);
    expect(same).toEqual([]);
    expect(doorSchemas(process.cwd()).filter(({ code }) => speaks.includes(code))).toHaveLength(speaks.length);
  });
});

function parts(place: string): readonly string[] {
  return place.split('/');
}

function leavesIn(value: unknown, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return Object.entries(value).flatMap(([name, inner]) => leavesIn(inner, `${pointer}/${name}`));
}

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], document);
}

function propertyNames(schema: unknown, names = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return names;
  const { properties } = schema as { properties?: object };
  for (const name of Object.keys(properties ?? {})) names.add(name);
  for (const inner of Object.values(schema)) propertyNames(inner, names);
  return names;
}
