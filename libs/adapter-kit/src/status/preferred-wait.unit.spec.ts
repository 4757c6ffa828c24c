import { describe, expect, it } from '@jest/globals';
import { preferredWait } from './preferred-wait.js';

describe('preferredWait', () => {
  it.each([
    ['wait=20', 20],
    ['respond-async, wait=5', 5],
    ['WAIT="7"', 7],
    ['wait=999999', 30],
    ['wait=0', 0],
    ['wait=-1', 0],
    ['wait=1e9', 0],
    ['waits=3', 0],
    [`${'x'.repeat(300)}, wait=9`, 0],
    ['', 0],
    [undefined, 0],
  ])('reads %j as %d seconds', (prefer, seconds) => expect(preferredWait(prefer)).toBe(seconds));
});
