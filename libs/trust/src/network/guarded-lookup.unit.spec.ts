import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from '@jest/globals';
import { guardedLookup } from './guarded-lookup.js';

const PUBLIC = '93.184.216.34';

describe('looking up a push target', () => {
  const found = (addresses: readonly string[], privateRanges: readonly string[] = [], all = true): Promise<unknown> =>
    new Promise((resolve) => {
      const answer = addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
      const look = guardedLookup({ privateRanges }, (_name, _options, callback) => callback(null, answer));
      look('agency.example', { all }, (error, address) => resolve(error === null ? address : error.code));
    });

  it('gives public addresses', async () => {
    expect(await found([PUBLIC])).toEqual([{ address: PUBLIC, family: 4 }]);
    expect(await found([PUBLIC], [], false)).toBe(PUBLIC);
  });

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1', 'fe80::1', '0.0.0.0'])(
    '53: refuses a name that leads to %s, also beside a public address',
    async (address) => {
      expect(await found([address])).toBe('address-refused');
      expect(await found([PUBLIC, address])).toBe('address-refused');
    },
  );

  it('gives an address of a range that was named, and no other', async () => {
    expect(await found(['10.20.30.4'], ['10.20.30.0/24'], false)).toBe('10.20.30.4');
    expect(await found(['10.20.31.4'], ['10.20.30.0/24'])).toBe('address-refused');
  });

  it('refuses a name without an address, and passes on that a name is not known', async () => {
    expect(await found([])).toBe('address-refused');
    const unknown = Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
    const look = guardedLookup({ privateRanges: [] }, (_name, _options, callback) => callback(unknown, []));
    const code = await new Promise((resolve) => look('x.example', {}, (error) => resolve(error?.code)));
    expect(code).toBe('ENOTFOUND');
  });
});
