import { createRequire } from 'node:module';

interface Encoder {
  buf: Buffer;
  offset: number;
  ensureAvailable(length: number): void;
  writeUVarInt(value: number): Encoder;
}

interface EncoderClass {
  readonly prototype: Encoder;
  nextPowerOfTwo(value: number): number;
}

const PATCHED = Symbol.for('schakel.kafkajs.lean-encoder');

/** What the constructor asks for when nobody names a size. */
const DEFAULT_SIZE = 511;
const FIRST_BYTES = 128;
const LONGEST_VARINT = 5;

/**
 * kafkajs 2.2.4 takes a zeroed buffer of 512 bytes for every single header of every record, and one more for every number: more than half of
 * what writing a record costs. With the patch an encoder takes memory when it is first written to, out of Node's pool, and writes numbers in
 * place. The bytes are the same (a test holds both encoders together); what is not written is never sent. Call it before the first client is
 * made; calling it again does nothing.
 */
export function leanEncoder(): void {
  const require = createRequire(import.meta.url);
  const encoder = require('kafkajs/src/protocol/encoder.js') as EncoderClass & { [PATCHED]?: true };
  if (encoder[PATCHED]) return;
  const { prototype } = encoder;
  const nextPowerOfTwo: unknown = Reflect.get(encoder, 'nextPowerOfTwo');
  const known = [Reflect.get(prototype, 'ensureAvailable'), Reflect.get(prototype, 'writeUVarInt'), nextPowerOfTwo];
  if (known.some((one) => typeof one !== 'function')) {
    throw new Error('Patching kafkajs failed: this is not version 2.2.4');
  }
  const sizeFor = nextPowerOfTwo as (value: number) => number;
  encoder.nextPowerOfTwo = (size) => (size === DEFAULT_SIZE ? 0 : sizeFor(size));
  prototype.ensureAvailable = function lean(this: Encoder, length) {
    const needed = this.offset + length;
    if (needed <= this.buf.length) return;
    const larger = Buffer.allocUnsafe(needed <= FIRST_BYTES ? FIRST_BYTES : sizeFor(needed));
    this.buf.copy(larger, 0, 0, this.offset);
    this.buf = larger;
  };
  prototype.writeUVarInt = function lean(this: Encoder, value) {
    this.ensureAvailable(LONGEST_VARINT);
    let left = value >>> 0;
    for (; left > 0x7f; left >>>= 7) this.buf[this.offset++] = (left & 0x7f) | 0x80;
    this.buf[this.offset++] = left;
    return this;
  };
  encoder[PATCHED] = true;
}
