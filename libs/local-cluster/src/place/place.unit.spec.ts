import process from 'node:process';
import { describe, expect, it } from '@jest/globals';
import { childEnv } from './child-env.js';
import { identityOf, isAlive, killIfAlive } from './process-identity.js';

describe('the identity of a process', () => {
  it('holds for the process itself', () => {
    const own = identityOf(process.pid);
    expect(own !== null && isAlive(own)).toBe(true);
  });

  it('does not hold for a later process with the same number, which is not killed either', () => {
    const earlier = { pid: process.pid, born: 'long ago' };
    expect(isAlive(earlier)).toBe(false);
    expect(() => killIfAlive(earlier)).not.toThrow();
  });

  it('is null where no process lives', () => {
    expect(identityOf(2 ** 22 + 1)).toBeNull();
  });
});

describe('the environment of a server', () => {
  it('leaves out what is meant for this process or for another PostgreSQL', () => {
    expect(childEnv({ PATH: '/bin', NODE_OPTIONS: '--inspect', PGHOST: 'elsewhere', EMPTY: undefined })).toEqual({
      PATH: '/bin',
    });
  });
});
