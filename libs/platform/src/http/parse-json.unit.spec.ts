import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from './parse-json.js';
import { ProblemException } from './problem.js';

function codeOf(body: string | Uint8Array): string {
  try {
    parseJson(typeof body === 'string' ? Buffer.from(body) : body);
    return 'accepted';
  } catch (error) {
    return error instanceof ProblemException ? `${error.problem.status} ${error.problem.code}` : 'thrown';
  }
}

describe('reading JSON from outside', () => {
  it('gives what JSON.parse gives for ordinary values', () => {
    const ordinary = fc
      .jsonValue({ maxDepth: 5 })
      .filter((value) => !/__proto__|constructor|prototype|\\u0000|\\ud/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(ordinary, (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['trailing comma', '{"a":1,}'],
    ['comment', '{"a":1} // x'],
    ['NaN', '{"a":NaN}'],
    ['single quotes', "{'a':1}"],
    ['two documents', '{}{}'],
    ['byte order mark', '\ufeff{}'],
    ['nothing but space', '  '],
  ])('refuses %s', (_name, body) => {
    expect(codeOf(body)).toBe('400 malformed-json');
  });

  it('refuses bytes that are not UTF-8, overlong forms, NUL and half characters', () => {
    expect(codeOf(Buffer.from([0x22, 0xff, 0x22]))).toBe('400 malformed-text');
    expect(codeOf(Buffer.from([0x22, 0xc0, 0x80, 0x22]))).toBe('400 malformed-text');
    expect(codeOf('{"a":"\\u0000"}')).toBe('400 malformed-text');
    expect(codeOf('{"\\ud800":1}')).toBe('400 malformed-text');
  });

  it('accepts 64 levels, refuses 65, and a million without overflowing', () => {
    expect(codeOf('['.repeat(64) + ']'.repeat(64))).toBe('accepted');
    expect(codeOf('['.repeat(65) + ']'.repeat(65))).toBe('400 too-deep');
    expect(codeOf('['.repeat(1_000_000))).toBe('400 too-deep');
  });

  it('does not count brackets within texts', () => {
    expect(codeOf(JSON.stringify({ a: `${'['.repeat(100)}\\"${'{'.repeat(100)}` }))).toBe('accepted');
  });

  it.each([
    '{"__proto__":{"x":1}}',
    '{"a":[{"constructor":{"prototype":{}}}]}',
    '{"a":{"prototype":1}}',
    '{"\\u005f_proto__":1}',
  ])('refuses keys that reach a prototype: %s', (body) => {
    expect(codeOf(body)).toBe('400 forbidden-key');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('refuses very many values and numbers beyond what a double holds', () => {
    expect(codeOf(`[${'0,'.repeat(50_001)}0]`)).toBe('400 too-many-values');
    expect(codeOf('[1e400]')).toBe('400 number-too-large');
  });
});
