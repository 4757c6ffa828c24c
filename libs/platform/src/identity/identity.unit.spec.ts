import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseKeyOf } from './case-key.js';
import { decisionIdOf, deliveryIdOf, messageIdOf } from './hub-ids.js';
import { missionReference } from './mission-reference.js';
import { uuid8 } from './uuid8.js';

const KEY = Buffer.alloc(32, 7);

describe('ids', () => {
  it('are UUIDs of version 8 whatever their content', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(uuid8(bytes)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('are the SHA-256 of the content but for version and variant', () => {
    // SHA-256 of the empty text is e3b0c442 98fc 1c14 9afb f4c8996fb924 27ae...
    expect(uuid8('')).toBe('e3b0c442-98fc-8c14-9afb-f4c8996fb924');
  });

  it('follow from what they name, and from nothing else', () => {
    expect(messageIdOf('urn:nld:oin:1', 'a')).toBe(uuid8('urn:nld:oin:1\na'));
    expect(decisionIdOf('log', 1, 23)).not.toBe(decisionIdOf('log', 12, 3));
    expect(deliveryIdOf('m', 'GEM:0599', 0)).not.toBe(deliveryIdOf('m', 'GEM:0599', 1));
  });
});

describe('the pseudonym of a case', () => {
  it('is an HMAC-SHA256 in hex that changes with the key', () => {
    expect(caseKeyOf('9999000001', KEY)).toMatch(/^[0-9a-f]{64}$/);
    expect(caseKeyOf('9999000001', KEY)).not.toBe(caseKeyOf('9999000001', Buffer.alloc(32, 8)));
  });
});

describe('the reference of a mission', () => {
  it('has sixteen base32 characters and differs per country and case', () => {
    const references = ['a', 'b'].flatMap((caseKey) =>
      ['NG', 'MA'].map((unit) => missionReference(caseKey, unit, KEY)),
    );
    expect(new Set(references).size).toBe(4);
    for (const reference of references) expect(reference).toMatch(/^[A-Z2-7]{16}$/);
  });
});
