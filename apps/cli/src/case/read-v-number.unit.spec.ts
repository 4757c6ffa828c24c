import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { readVNumber } from './read-v-number.js';

function typed(text: string): Promise<string> {
  const input = new PassThrough();
  input.end(text);
  return readVNumber(Object.assign(input, { isTTY: false }) as unknown as NodeJS.ReadStream, () => undefined);
}

describe('the V-number on standard input', () => {
  it('is the first line, with or without its end', async () => {
    expect(await typed('9999000001\n')).toBe('9999000001');
    expect(await typed(' 9999000001')).toBe('9999000001');
  });

  it.each(['', '\n', '999900000', '99990000012', 'x9999000001'])(
    'is refused unseen when it is none: form %#',
    async (text) => {
      await expect(typed(text)).rejects.toThrow(/^Standard input takes one line with a V-number: ten digits/);
    },
  );
});
