import { describe, expect, it } from '@jest/globals';
import { decryptSmall, encryptSmall } from './sealed-text.js';

const KEY = Buffer.alloc(32, 3);

describe('a sealed text', () => {
  it('opens with its key in its context', () => {
    expect(decryptSmall(encryptSmall('9999000001', KEY, 'case'), KEY, 'case')).toBe('9999000001');
  });

  it('never looks the same twice', () => {
    expect(encryptSmall('9999000001', KEY, 'case')).not.toBe(encryptSmall('9999000001', KEY, 'case'));
  });

  it('stays shut in another context, with another key, or when changed', () => {
    const sealed = encryptSmall('9999000001', KEY, 'case');
    const changed = Buffer.from(sealed, 'base64url');
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(decryptSmall(sealed, KEY, 'other')).toBeNull();
    expect(decryptSmall(sealed, Buffer.alloc(32, 4), 'case')).toBeNull();
    expect(decryptSmall(changed.toString('base64url'), KEY, 'case')).toBeNull();
    expect(decryptSmall('short', KEY, 'case')).toBeNull();
  });
});
