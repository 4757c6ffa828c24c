import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadContracts, seededRandom, type ContractCode } from '#lib/contracts';

const contracts = loadContracts({ root: process.cwd() });
const CODES: readonly ContractCode[] = [...contracts.catalogue.messages.map(({ code }) => code), 'H1', 'H2', 'H7'];

function contentOf(read: 'decode' | 'view', value: Buffer): Readonly<Record<string, unknown>> {
  const decoded = contracts[read](value);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.content;
}

function valueOf(code: ContractCode, seed: number): Buffer {
  return contracts.encode(code, contracts.sample(code, seededRandom(seed), {}, { full: seed % 3 === 0 }));
}

describe('the view of a record', () => {
  it.each(CODES)('gives for a %s, field by field and in any order, what decoding gives', (code) => {
    const names = contracts.message(code)?.fields.map(({ name }) => name) ?? [];
    const order = fc.shuffledSubarray([...names, 'toString', 'noSuchField'], { minLength: 0 });
    fc.assert(
      fc.property(fc.integer(), order, (seed, read) => {
        const value = valueOf(code, seed);
        const whole = contentOf('decode', value);
        const view = contentOf('view', value);
        for (const name of read) expect(view[name]).toEqual(whole[name]);
        for (const name of read) expect(view[name]).toBe(view[name]);
        expect(Object.keys(view)).toEqual(Object.keys(whole));
        expect({ ...view }).toEqual(whole);
        expect(JSON.stringify(view)).toBe(JSON.stringify(whole));
        for (const name of names) expect(name in view).toBe(name in whole);
        for (const name of names) expect(view[name]).toEqual(whole[name]);
      }),
      { numRuns: 25 },
    );
  });

  it.each(CODES)('is refused for exactly those bytes of a %s that decoding refuses', (code) => {
    const value = valueOf(code, 3);
    const place = fc.nat(value.length - 1);
    const changes = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: 3 }), (changed, cut) => {
        const bytes = Buffer.from(value.subarray(0, value.length - cut));
        for (const [at, byte] of changed) if (at < bytes.length) bytes[at] = byte;
        const decoded = contracts.decode(bytes);
        const viewed = contracts.view(bytes);
        if (decoded.ok && viewed.ok) expect({ ...viewed, content: { ...viewed.content } }).toEqual(decoded);
        else expect(viewed).toEqual(decoded);
      }),
      { numRuns: 120 },
    );
  });

  it('cannot be changed', () => {
    const view = contentOf('view', valueOf('M06', 1)) as Record<string, unknown>;
    expect(() => (view['narrative'] = 'other')).toThrow(TypeError);
    expect(() => delete view['vNumber']).toThrow(TypeError);
    expect(() => Object.defineProperty(view, 'x', { value: 1 })).toThrow(TypeError);
  });
});
