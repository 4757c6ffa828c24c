import { describe, expect, it } from '@jest/globals';
import { planOrder } from './plan-options.js';
import { progressBar } from './progress-bar.js';

const WHY = { reason: 'their intake is mended' };

describe('an order for a replay plan, from the command line', () => {
  it('sends the same bytes again, as fast as they are taken, unless something else is said', () => {
    expect(planOrder({ ...WHY, group: 'ab'.repeat(8) })).toEqual({
      kind: 'REDELIVER',
      selection: { group: 'ab'.repeat(8) },
      ratePerSecond: null,
      reason: WHY.reason,
    });
  });

  it('names everything that it is about', () => {
    const asked = { recipient: 'GEM:0599', message: 'M06', class: 'hub', failure: 'http-400', held: true, rate: '2.5' };
    const times = { since: '2026-11-20T08:00:00+01:00', until: '2026-11-21T08:00:00Z' };
    expect(planOrder({ ...WHY, ...asked, ...times, reRoute: true, today: true, id: ['x'] })).toEqual({
      kind: 'RE_ROUTE',
      selection: {
        ...{ deliveryIds: ['x'], endpoint: 'GEM', unit: '0599', message: 'M06', errorClass: 'hub', reason: 'http-400' },
        ...{ held: true, since: '2026-11-20T07:00:00.000Z', until: '2026-11-21T08:00:00.000Z' },
      },
      narrower: false,
      ratePerSecond: 2.5,
      reason: WHY.reason,
    });
  });

  it('is of one kind, and repeats nothing of what it can’t be', () => {
    expect(() => planOrder({ ...WHY, skip: true, replace: true })).toThrow('Give one of --skip, --replace');
    for (const wrong of [
      { rate: 'CANARY' },
      { case: '9999000001' },
      { recipient: 'CANARY' },
      { idsFrom: '/no/CANARY' },
    ]) {
      expect(() => planOrder({ ...WHY, ...wrong })).toThrow(/takes/);
      expect(() => planOrder({ ...WHY, ...wrong })).not.toThrow(/CANARY|9999000001/);
    }
  });
});

describe('the progress of a plan', () => {
  it('is that of the dry run, and then of the run', () => {
    const planning = { state: 'PLANNING', planning: { found: 4, judged: 1 }, run: null } as never;
    expect(progressBar(planning)).toBe(`[${'#'.repeat(7)}${'·'.repeat(23)}] 1 of 4 judged`);
    const run = { toSend: 4, left: 1, underWay: 1, byOutcome: { DELIVERED: 2 }, newFailures: 0 };
    const running = { state: 'RUNNING', planning: { found: 4, judged: 4 }, run } as never;
    expect(progressBar(running)).toContain('] RUNNING  2 of 4, 1 under way, DELIVERED 2');
  });
});
