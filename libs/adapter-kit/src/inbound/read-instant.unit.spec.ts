import { describe, expect, it } from '@jest/globals';
import { readInstant } from './read-instant.js';

describe('readInstant', () => {
  it.each([
    ['2026-03-02T10:00:00+01:00', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02T09:00:00.123456Z', '2026-03-02T09:00:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (text, instant) => expect(readInstant(text)).toBe(instant));

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-12-31T23:59:60Z',
    '2026-03-02T09:00:00',
    '2026-03-02',
    '2026-03-02T09:00:00-00:00',
    '0000-01-01T00:00:00Z',
    '9999-12-31T00:00:00Z',
    '2026-3-2T09:00:00Z',
    '',
  ])('refuses %s', (text) => expect(readInstant(text)).toBeNull());
});
