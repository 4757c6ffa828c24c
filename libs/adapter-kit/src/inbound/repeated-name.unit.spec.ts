import { describe, expect, it } from '@jest/globals';
import { hasRepeatedName } from './repeated-name.js';

describe('hasRepeatedName', () => {
  it.each([
    ['{"a":1,"a":2}', true],
    ['{"a":1,"\\u0061":2}', true],
    ['{"x":{"a":1,"b":[{"c":1,"c":2}]}}', true],
    ['{"a" : 1 , "b" : {"a":2}}', false],
    ['{"a":"a","b":["a","a"]}', false],
    ['{"a":"say \\"a\\": no","b":1}', false],
    ['["a","a"]', false],
    ['"a"', false],
  ])('%s → %s', (text, repeated) => expect(hasRepeatedName(text)).toBe(repeated));
});
