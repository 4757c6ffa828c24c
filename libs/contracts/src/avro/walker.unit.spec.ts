import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordSchema } from './avro-schema.js';
import { compileCodec } from '../codec/codec.js';
import { lintSchema } from './lint-schema.js';
import { loadContracts, seededRandom } from '#lib/contracts';

const schema: RecordSchema = {
  type: 'record',
  name: 'Probe',
  fields: [
    { name: 'text', type: 'string' },
    { name: 'flag', type: 'boolean' },
    { name: 'code', type: { type: 'enum', name: 'Code', symbols: ['A', 'B'] } },
    { name: 'many', type: ['null', { type: 'array', items: 'string' }], default: null },
    { name: 'day', type: ['null', { type: 'int', logicalType: 'date' }], default: null },
    { name: 'count', type: ['null', 'long'], default: null },
  ],
};
const codec = compileCodec(schema, 7);
const FRAME = [0, 0, 0, 0, 7];
const GOOD = [2, 0x61, 1, 2, 2, 2, 2, 0x62, 0, 2, 4, 2, 6];

function walks(bytes: readonly number[]): boolean {
  return codec.index(Uint8Array.from([...FRAME, ...bytes])) !== null;
}

describe('the walk over Avro bytes', () => {
  it('takes what the encoder writes', () => {
    expect(walks(GOOD)).toBe(true);
    const content = { text: 'a', flag: true, code: 'B', many: ['b'], day: '1970-01-03', count: 3 };
    expect([...codec.encode(content)]).toEqual([...FRAME, ...GOOD]);
    expect(codec.decode(Buffer.from([...FRAME, ...GOOD]))).toEqual(content);
  });

  it.each([
    ['a text longer than the buffer', [0x20, 0x61]],
    ['a text of negative length', [1, 0x61]],
    ['a text of 2^40 bytes', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 0x61]],
    ['text that is no UTF-8', [2, 0xff, ...GOOD.slice(2)]],
    ['boolean 7', [2, 0x61, 7, ...GOOD.slice(3)]],
    ['an enum index out of range', [2, 0x61, 1, 4, ...GOOD.slice(4)]],
    ['a negative enum index', [2, 0x61, 1, 1, ...GOOD.slice(4)]],
    ['a union index out of range', [2, 0x61, 1, 2, 4, ...GOOD.slice(5)]],
    ['an array of 60 million items', [2, 0x61, 1, 2, 2, 0x80, 0x90, 0x9c, 0x39, 0, 0, 0]],
    ['an array in a sized block', [2, 0x61, 1, 2, 2, 1, 2, 0x62, 0, 0, 0]],
    ['an array without end', [2, 0x61, 1, 2, 2, 2, 2, 0x62]],
    ['a varint that is longer than it needs to be', [0x82, 0, 0x61, ...GOOD.slice(2)]],
    ['a varint without end', Array<number>(200).fill(0x80)],
    ['a long beyond 2^53', [...GOOD.slice(0, 12), 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ['bytes after the value', [...GOOD, 0]],
    ['one byte less', GOOD.slice(0, -1)],
    ['nothing', []],
  ])('refuses %s', (_what, bytes) => {
    expect(walks(bytes)).toBe(false);
    expect(codec.decode(Buffer.from([...FRAME, ...bytes]))).toBeNull();
  });

  it('refuses a day outside the calendar that the hub knows', () => {
    expect(codec.decode(Buffer.from([...FRAME, ...GOOD.slice(0, 9), 2, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0]))).toBeNull();
  });

  it('never throws and never takes long on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(codec.index(bytes)?.at(-1) ?? bytes.length).toBe(bytes.length);
      }),
    );
  });

  it('finds a record that was changed in one place either whole or not at all', () => {
    const contracts = loadContracts({ root: process.cwd() });
    const value = contracts.encode('M01', contracts.sample('M01', seededRandom(5), {}, { full: true }));
    fc.assert(
      fc.property(fc.nat(value.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = Buffer.from(value);
        changed[at] = byte;
        const decoded = contracts.decode(changed);
        if (decoded.ok) expect(contracts.encode(decoded.code, decoded.content).equals(changed)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the schema linter', () => {
  it.each([
    [
      'a record without fields',
      {
        type: 'record',
        name: 'X',
        fields: [{ name: 'a', type: { type: 'array', items: { type: 'record', name: 'Y', fields: [] } } }],
      },
    ],
    ['a bare null', { type: 'record', name: 'X', fields: [{ name: 'a', type: { type: 'array', items: 'null' } }] }],
    ['a map', { type: 'record', name: 'X', fields: [{ name: 'a', type: { type: 'map', values: 'string' } }] }],
    ['a prototype name', { type: 'record', name: 'X', fields: [{ name: '__proto__', type: 'string' }] }],
    ['another union', { type: 'record', name: 'X', fields: [{ name: 'a', type: ['string', 'null'], default: null }] }],
    [
      'a nullable field without default',
      { type: 'record', name: 'X', fields: [{ name: 'a', type: ['null', 'string'] }] },
    ],
  ])('refuses %s', (_what, unsafe) => {
    expect(lintSchema(unsafe as unknown as RecordSchema)).not.toEqual([]);
  });
});
