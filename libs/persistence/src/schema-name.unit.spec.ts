import { describe, expect, it } from '@jest/globals';
import { schemaNameOf } from './schema-name.js';

describe('the SQL schema of a prefix', () => {
  it('is the prefix in the letters of SQL', () => {
    expect(schemaNameOf('test-a-1')).toBe('test_a_1');
  });

  it.each(['', 'A', '1a', 'a_b', 'a"b', 'a;drop', 'public', 'pg-x', 'information-schema', 'x'.repeat(41)])(
    'is refused for %p',
    (prefix) => {
      expect(() => schemaNameOf(prefix)).toThrow(/prefix must be/);
    },
  );
});
