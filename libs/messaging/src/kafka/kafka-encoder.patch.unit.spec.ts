import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leanEncoder } from './kafka-encoder.patch.js';

type Encoder = Readonly<Record<string, (...values: unknown[]) => Encoder>> & { readonly buffer: Buffer };
type EncoderClass = new (size?: number) => Encoder;

const require = createRequire(import.meta.url);
const FILE = 'kafkajs/src/protocol/encoder.js';

/** The class as kafkajs ships it, from its own file. */
function shipped(): EncoderClass {
  const file = require.resolve(FILE);
  const module: { exports: unknown } = { exports: null };
  const names = ['module', 'require', 'Buffer'];
  const load = compileFunction(readFileSync(file, 'utf8'), names, { filename: file }) as (...given: unknown[]) => void;
  load(module, createRequire(file), Buffer);
  return module.exports as EncoderClass;
}

leanEncoder();
leanEncoder();
const Lean = require(FILE) as EncoderClass & {
  readonly prototype: { readonly writeUVarInt: { readonly name: string } };
};
const Shipped = shipped();

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 3000 }));
const bytes = fc.uint8Array({ maxLength: 3000 }).map((one) => Buffer.from(one));
const write = fc.oneof(
  fc.tuple(fc.constantFrom('writeVarInt', 'writeUVarInt', 'writeInt32'), int32),
  fc.tuple(fc.constant('writeInt8'), fc.integer({ min: -128, max: 127 })),
  fc.tuple(fc.constantFrom('writeInt64', 'writeVarLong'), fc.integer({ min: 0, max: 2 ** 45 })),
  fc.tuple(fc.constantFrom('writeVarIntString', 'writeVarIntBytes', 'writeUVarIntString', 'writeString'), text),
  fc.tuple(fc.constantFrom('writeVarIntBytes', 'writeBytes', 'writeBuffer'), bytes),
  fc.tuple(fc.constantFrom('writeVarIntBytes', 'writeBytes'), fc.constant(null)),
);

describe('the lean encoder of kafkajs', () => {
  it('writes the bytes that the shipped one writes, whatever is written, one encoder inside another too', () => {
    const written = (Class: EncoderClass, steps: readonly (readonly [string, unknown])[], size?: number): Buffer => {
      const into = new Class(size);
      const inner = new Class();
      for (const [name, value] of steps) into[name]?.(value);
      for (const [name, value] of steps) inner[name]?.(value);
      into['writeEncoder']?.(inner)['writeVarIntArray']?.([inner, inner]);
      return into.buffer;
    };
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), fc.constantFrom(undefined, 0, 100), (steps, size) => {
        expect(written(Lean, steps, size).equals(written(Shipped, steps, size))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is the encoder that clients use', () => {
    expect(Lean.prototype.writeUVarInt.name).toBe('lean');
  });
});
