import { describe, expect, it } from '@jest/globals';
import { caseAsked } from './case-asked.js';

const complaint = (argument: string): string => {
  try {
    caseAsked(argument);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('the case that is asked for', () => {
  it('is named by its pseudonym', () => {
    expect(caseAsked('0123456789abcdef'.repeat(4))).toBe('0123456789abcdef'.repeat(4));
  });

  it.each(['9999000001', '999.900.0001', '9999 000 001', 'V9999000001', 'v-9999000001', '99990001', ' 9999000001 '])(
    'is never named by a V-number as argument (form %#), which is not repeated',
    (argument) => {
      expect(complaint(argument)).toContain('never given as argument');
      expect(complaint(argument)).not.toMatch(/\d{3}/);
    },
  );

  it.each(['abc', '0123', 'A'.repeat(64), '0123456789abcdef'.repeat(5)])(
    'is not named by anything else',
    (argument) => {
      expect(complaint(argument)).toBe(
        'A case is named by its pseudonym, 64 hexadecimal digits, or by a V-number on standard input.',
      );
    },
  );
});
