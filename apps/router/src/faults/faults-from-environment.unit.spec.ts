import { describe, expect, it } from '@jest/globals';
import { faultsFromEnvironment } from './faults-from-environment.js';

describe('the fault named in the environment', () => {
  it('strikes once, the given number of times that its point is reached', async () => {
    const signals: string[] = [];
    const faults = faultsFromEnvironment('kill-after:decisions:2', (signal) => signals.push(signal));
    for (const point of ['decisions', 'deliveries', 'decisions', 'decisions'] as const) await faults.reached(point);
    expect(signals).toEqual(['SIGKILL']);
  });

  it('is none without the variable, and an error when it means nothing', async () => {
    await faultsFromEnvironment(undefined, () => undefined).reached('commit');
    expect(() => faultsFromEnvironment('kill-after:lunch:1', () => undefined)).toThrow('SCHAKEL_FAULT must look like');
  });
});
