import { createHmac, hash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type KeyRing } from './key-ring.js';
import { originMac, type OriginParts, verifyOriginMac } from './origin-mac.js';

const OLD: KeyRing = { current: 'k1', keys: new Map([['k1', Buffer.alloc(32, 1)]]) };
const NEW: KeyRing = { current: 'k2', keys: new Map([...OLD.keys, ['k2', Buffer.alloc(32, 2)]]) };
const HEADERS = {
  'content-type': 'application/avro',
  ce_source: 'urn:a',
  ce_id: '1',
  ce_type: 't',
  ce_acceptedat: '2026-01-01T00:00:00.000Z',
  ce_withhold: 'outcomeCodes',
};
const PARTS: OriginParts = { headers: HEADERS, value: Buffer.from('value') };

function partsWith(headers: Record<string, string>): OriginParts {
  return { ...PARTS, headers: { ...HEADERS, ...headers } };
}

describe('the origin MAC', () => {
  it('verifies what it was made over, in whatever order the headers come', () => {
    const mac = originMac(PARTS, NEW);
    expect(verifyOriginMac(mac, PARTS, NEW)).toBe('whole');
    const turned = Object.fromEntries(Object.entries(HEADERS).toReversed());
    expect(verifyOriginMac(mac, { ...PARTS, headers: turned }, NEW)).toBe('whole');
  });

  it('still verifies under a key that is no longer the current one', () => {
    expect(verifyOriginMac(originMac(PARTS, OLD), PARTS, NEW)).toBe('whole');
  });

  it('leaves out what travels beside the event: trace, content type, itself', () => {
    const traced = partsWith({ traceparent: '00-1-1-00', 'schakel-origin-mac': 'x' });
    expect(verifyOriginMac(originMac(PARTS, NEW), traced, NEW)).toBe('whole');
  });

  it('fails when any attribute is altered, dropped or added', () => {
    const mac = originMac(PARTS, NEW);
    for (const name of Object.keys(HEADERS).filter((one) => one.startsWith('ce_'))) {
      expect(verifyOriginMac(mac, partsWith({ [name]: 'x' }), NEW)).toBeNull();
      const dropped = Object.fromEntries(Object.entries(HEADERS).filter(([one]) => one !== name));
      expect(verifyOriginMac(mac, { ...PARTS, headers: dropped }, NEW)).toBeNull();
    }
    expect(verifyOriginMac(mac, partsWith({ ce_onlyfor: 'DTV' }), NEW)).toBeNull();
  });

  it('fails when the value differs, or when text moves from one attribute to another', () => {
    expect(verifyOriginMac(originMac(PARTS, NEW), { ...PARTS, value: Buffer.from('valuf') }, NEW)).toBeNull();
    const text = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(fc.dictionary(text, text), fc.dictionary(text, text), (one, other) => {
        const signed = (headers: Record<string, string>) =>
          originMac(
            {
              headers: Object.fromEntries(Object.entries(headers).map(([n, v]) => [`ce_${n}`, v])),
              value: PARTS.value,
            },
            NEW,
          );
        const same = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        return same === (signed(one) === signed(other));
      }),
    );
  });

  it.each([
    undefined,
    '',
    '2:k9:00',
    'k2:zz',
    `2:k9:${'0'.repeat(64)}`,
    `2:k2:${'0'.repeat(64)}`,
    `k2:${'0'.repeat(64)}`,
  ])('refuses %p', (mac) => {
    expect(verifyOriginMac(mac, PARTS, NEW)).toBeNull();
  });

  it('knows the form of earlier releases, over four attributes and the value, for what it is', () => {
    const mac = earlierMac(HEADERS, PARTS.value);
    expect(verifyOriginMac(mac, PARTS, NEW)).toBe('partial');
    expect(verifyOriginMac(mac, partsWith({ ce_withhold: 'x' }), NEW)).toBe('partial');
    expect(verifyOriginMac(mac, partsWith({ ce_id: '2' }), NEW)).toBeNull();
    expect(verifyOriginMac(`2:${mac}`, PARTS, NEW)).toBeNull();
  });
});

/** Written down once more from its description, so that logs of earlier releases stay readable. */
function earlierMac(headers: typeof HEADERS, value: Uint8Array): string {
  const hmac = createHmac('sha256', Buffer.alloc(32, 1));
  for (const text of [headers.ce_source, headers.ce_id, headers.ce_type, headers.ce_acceptedat]) {
    const bytes = Buffer.from(text, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hmac.update(length).update(bytes);
  }
  return `k1:${hmac.update(hash('sha256', value, 'buffer')).digest('hex')}`;
}
