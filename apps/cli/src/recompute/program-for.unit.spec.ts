import { describe, expect, it } from '@jest/globals';
import { twoRuleSets } from '#lib/testing';
import { programFor } from './program-for.js';

const { programs, inForce, other } = twoRuleSets();
const changed = { id: 'changed', hash: '0'.repeat(64) };

describe('what a part of the log is decided with', () => {
  it('is what was in force there', () => {
    expect(programFor(programs, inForce)).toBe(programs.find(inForce));
    expect(programFor(programs, other)).toBe(programs.find(other));
  });

  it('is the same rules with the schemas of today when those of then are no longer here', () => {
    expect(programFor(programs, { ...other, schemaSet: changed })).toBe(programs.find(other));
  });

  it.each([{ ruleSet: changed }, { lists: changed }, { engine: 99 }])(
    'is nothing when %j would decide otherwise',
    (then) => {
      expect(programFor(programs, { ...inForce, ...then })).toBeNull();
    },
  );
});
