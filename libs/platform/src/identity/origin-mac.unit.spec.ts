import { describe, expect, it } from '@jest/globals';
import { type KeyRing } from './key-ring.js';
import { originMac, type OriginParts, verifyOriginMac } from './origin-mac.js';

const OLD: KeyRing = { current: 'k1', keys: new Map([['k1', Buffer.alloc(32, 1)]]) };
const NEW: KeyRing = { current: 'k2', keys: new Map([...OLD.keys, ['k2', Buffer.alloc(32, 2)]]) };
const PARTS: OriginParts = {
  source: 'urn:a',
  id: '1',
  type: 't',
  acceptedAt: '2026-01-01T00:00:00.000Z',
  value: Buffer.from('value'),
};

describe('the origin MAC', () => {
  it('verifies what it was made over', () => {
    expect(verifyOriginMac(originMac(PARTS, NEW), PARTS, NEW)).toBe(true);
  });

  it('still verifies under a key that is no longer the current one', () => {
    expect(verifyOriginMac(originMac(PARTS, OLD), PARTS, NEW)).toBe(true);
  });

  it.each(['source', 'id', 'type', 'acceptedAt'] as const)('fails when %s differs', (name) => {
    expect(verifyOriginMac(originMac(PARTS, NEW), { ...PARTS, [name]: 'x' }, NEW)).toBe(false);
  });

  it('fails when the value differs, or when text moves from one attribute to the next', () => {
    const mac = originMac(PARTS, NEW);
    expect(verifyOriginMac(mac, { ...PARTS, value: Buffer.from('valuf') }, NEW)).toBe(false);
    expect(verifyOriginMac(mac, { ...PARTS, source: 'urn:', id: 'a1' }, NEW)).toBe(false);
  });

  it.each([undefined, '', 'k9:00', 'k2:zz', `k9:${'0'.repeat(64)}`, `k2:${'0'.repeat(64)}`])('refuses %p', (mac) => {
    expect(verifyOriginMac(mac, PARTS, NEW)).toBe(false);
  });
});
