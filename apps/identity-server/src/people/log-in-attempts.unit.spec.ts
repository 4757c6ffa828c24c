import { describe, expect, it } from '@jest/globals';
import { LogInAttempts } from './log-in-attempts.js';

describe('tries to log in', () => {
  it('are five of one user, and then one a minute, whatever others do', () => {
    let now = 0;
    const attempts = new LogInAttempts(() => now);
    const five = Array.from({ length: 5 }, () => attempts.take('operator'));
    expect(five).toEqual([null, null, null, null, null]);
    expect([attempts.take('operator'), attempts.take('viewer')]).toEqual([60, null]);
    now += 60_000;
    expect([attempts.take('operator'), attempts.take('operator')]).toEqual([null, 60]);
  });

  it('that succeed forget those before', () => {
    const attempts = new LogInAttempts(() => 0);
    for (let n = 0; n < 5; n++) attempts.take('operator');
    attempts.succeeded('operator');
    expect(attempts.take('operator')).toBeNull();
  });

  it('are limited for all together, so that guessing at names that there are not is slow, too', () => {
    const attempts = new LogInAttempts(() => 0);
    const tries = Array.from({ length: 61 }, () => attempts.take(null));
    expect([tries.filter((one) => one === null).length, tries.at(-1)]).toEqual([60, 1]);
  });
});
