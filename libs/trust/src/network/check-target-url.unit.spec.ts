import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAllowedAddress, isRange } from './allowed-address.js';
import { checkTargetUrl } from './check-target-url.js';

const PUBLIC = { privateRanges: [] };
const INSIDE = { privateRanges: ['10.20.30.0/24', '127.0.0.0/8', 'fd12:3456::/32'] };

describe('the address of a push target', () => {
  it.each([
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://127.1/',
    'https://017700000001/',
    'https://①②⑦.⓪.⓪.①/',
    'https://localhost/',
    'https://localhost./',
    'https://agency.example./',
    'https://good.example@127.0.0.1/',
    'https://user:secret@agency.example/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://intranet/',
    'https://agency.example:22/',
    'https://agency.example:5432/',
    'https://agency.example:9092/',
    'https://agency.example:8080/',
    'http://agency.example/',
    'file:///etc/passwd',
    'gopher://agency.example/',
    'javascript:alert(1)',
    'https:agency.example',
    'https://agency。example/',
    '//agency.example/',
    '',
  ])('53: is refused: %s', (text) => {
    const checked = checkTargetUrl(text, PUBLIC);
    expect(checked.ok).toBe(false);
    if (!checked.ok && text.length > 4) expect(checked.fault).not.toContain('127');
  });

  it.each([
    'https://agency.example/inbox',
    'https://agency.example:8443/in?x=1',
    'https://93.184.216.34/',
    'https://[2606:4700::1111]/',
  ])('is taken on the internet: %s', (text) => expect(checkTargetUrl(text, PUBLIC)).toMatchObject({ ok: true }));

  it('is taken in a private network only within the ranges that were named', () => {
    for (const text of ['https://10.20.30.4:7041/in', 'https://127.0.0.1:7041/', 'https://[fd12:3456::1]/'])
      expect([text, checkTargetUrl(text, INSIDE).ok]).toEqual([text, true]);
    for (const text of ['https://10.20.31.4/', 'https://169.254.169.254/', 'https://[::1]/', 'https://0x7f.1/'])
      expect([text, checkTargetUrl(text, INSIDE).ok]).toEqual([text, false]);
    expect(checkTargetUrl('https://10.20.30.4:5432/', INSIDE).ok).toBe(false);
    expect(checkTargetUrl('https://intranet/', INSIDE).ok).toBe(true);
  });

  it('is never loopback or private, however an IPv4 address is wrapped', () => {
    const inner = fc.oneof(
      fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    );
    fc.assert(
      fc.property(inner, ([a, b, c, d]) => {
        const hex = (high: number, low: number): string => ((high << 8) | low).toString(16);
        const forms = [`${a}.${b}.${c}.${d}`, `::ffff:${a}.${b}.${c}.${d}`, `::ffff:${hex(a, b)}:${hex(c, d)}`];
        return [...forms, `64:ff9b::${hex(a, b)}:${hex(c, d)}`, `2002:${hex(a, b)}:${hex(c, d)}::`].every(
          (form) => !isAllowedAddress(form, PUBLIC),
        );
      }),
    );
  });

  it('names a range by its first address, and none as wide as the world', () => {
    expect(['10.0.0.0/8', '10.20.30.0/24', '127.0.0.1/32', 'fd00::/8'].map(isRange)).toEqual([true, true, true, true]);
    expect(['10.0.0.1/8', '0.0.0.0/0', '10.0.0.0/4', '::/0', '10.0.0.0', 'x', ''].map(isRange)).toEqual(
      Array(7).fill(false),
    );
  });
});
