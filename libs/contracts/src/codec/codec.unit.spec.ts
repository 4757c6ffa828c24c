import { describe, expect, it } from '@jest/globals';
import avsc from 'avsc';
import fc from 'fast-check';
import { loadContracts, seededRandom } from '#lib/contracts';
import { compileConversion } from '../avro/convert.js';

const contracts = loadContracts({ root: process.cwd() });
const CODES = contracts.catalogue.messages.map((message) => message.code);

describe('the reader', () => {
  it.each(CODES)('gives for a %s what avsc gives', (code) => {
    const schema = contracts.message(code)?.avro;
    if (schema === undefined) throw new Error('no schema');
    const type = avsc.Type.forSchema(schema as unknown as avsc.Schema);
    const { fromAvro } = compileConversion(schema);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const value = contracts.encode(code, contracts.sample(code, seededRandom(seed)));
        expect(contracts.decode(value)).toMatchObject({
          content: fromAvro(type.fromBuffer(value.subarray(5))) as object,
        });
      }),
      { numRuns: 30 },
    );
  });

  it('tells a value without magic byte, with an unknown schema and with broken bytes apart', () => {
    const value = contracts.encode('M06', contracts.sample('M06', seededRandom(1)));
    const changed = (at: number, byte: number): Buffer =>
      Buffer.from(value.map((one, index) => (index === at ? byte : one)));
    expect(contracts.decode(Buffer.alloc(0))).toEqual({ ok: false, reason: 'no-magic' });
    expect(contracts.decode(value.subarray(0, 4))).toEqual({ ok: false, reason: 'no-magic' });
    expect(contracts.decode(changed(0, 1))).toEqual({ ok: false, reason: 'no-magic' });
    expect(contracts.decode(changed(1, 255))).toEqual({ ok: false, reason: 'unknown-schema' });
    expect(contracts.decode(value.subarray(0, -1))).toEqual({ ok: false, reason: 'undecodable' });
    expect(contracts.decode(Buffer.concat([value, Buffer.of(0)]))).toEqual({ ok: false, reason: 'undecodable' });
    expect(contracts.decodeDelivery(value)).toEqual({ ok: false, reason: 'unknown-schema' });
  });
});
