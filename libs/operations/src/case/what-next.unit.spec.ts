import { describe, expect, it } from '@jest/globals';
import { whatNext } from './what-next.js';

const ROW = { state: 'WAITING', removal: false, blocks: false, resolution: null } as const;
const AROUND = { stopped: false, head: null, behind: 0 };

describe('what happens to a delivery next', () => {
  it.each([
    ['its adapter has yet', null, AROUND],
    ['in its turn', ROW, AROUND],
    ['in its turn', ROW, { ...AROUND, stopped: true }],
    ['its next attempt puts it on hold', { ...ROW, removal: true }, { ...AROUND, stopped: true }],
    ['waits behind delivery x1', { ...ROW, state: 'PARKED' as const }, { ...AROUND, head: 'x1' }],
    ['when it ends nothing goes by itself', { ...ROW, state: 'HELD' as const }, { ...AROUND, stopped: true }],
    ['has ended and nothing goes by itself', { ...ROW, state: 'HELD' as const }, AROUND],
    ['2 wait behind it', { ...ROW, state: 'DEAD' as const, blocks: true }, { ...AROUND, behind: 2 }],
    ['plans its replay', { ...ROW, state: 'DEAD' as const }, AROUND],
    ['was skipped', { ...ROW, state: 'DEAD' as const, resolution: 'SKIPPED' as const }, AROUND],
  ])('%s', (text, row, around) => {
    expect(whatNext(row, around)).toContain(text);
  });

  it('is nothing where it is over', () => {
    for (const state of ['DELIVERED', 'WITHHELD'] as const) expect(whatNext({ ...ROW, state }, AROUND)).toBeNull();
  });
});
