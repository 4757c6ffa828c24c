import { describe, expect, it } from '@jest/globals';
import { afterDecision, emptyFacts, type Cell, type Predicate } from '#lib/domain';
import type { CaseMessage } from '../message/message.js';
import {
  DAY1,
  DAY2,
  DAY3,
  deciding,
  foldAll,
  holds,
  message,
  state,
} from '../../../../test/fixtures/facts/message.fixture.js';

describe('a start counts at once, an end afterwards', () => {
  it.each<[Predicate, CaseMessage, CaseMessage]>([
    ['DET', message('M16', 'POL', DAY1), message('M19', 'DJI', DAY2, { replacedByGround: null })],
    [
      'FORCED',
      message('M07', 'DTV', DAY1, { strategyCode: 'GEDWONGEN' }),
      message('M07', 'DTV', DAY2, { strategyCode: 'ZELFSTANDIG' }),
    ],
    ['GGV', message('M18', 'DJI', DAY1, { ggv: true }), message('M19', 'DTV', DAY2, { replacedByGround: 'ART59B' })],
    ['COA_HOST', message('M09', 'COA', DAY1), message('M10', 'COA', DAY2, { endDate: '2026-03-02' })],
    ['NOFAULT', message('H7', 'DTV', DAY1, { phase: 'OPENED' }), message('H7', 'IND', DAY2, { phase: 'CLOSED' })],
    ['DVO_ORDER', message('M36', 'POL', DAY1), state('DVO_ORDER', 'DJI', DAY2, false)],
    ['VRIS', message('M20', 'POL', DAY1), state('VRIS', 'KMAR', DAY2, false)],
    ['BMA_OPEN', message('M27', 'IND', DAY1), message('M28', 'BMA', DAY2, { validUntil: '2026-03-02' })],
  ])('%s', (predicate, starting, ending) => {
    const begun = foldAll([starting]);
    expect(holds(deciding(begun), predicate, DAY1)).toBe(true);
    const ended = foldAll([ending], begun.after, 1);
    const control = ending.code.startsWith('H');
    expect(holds(deciding(ended), predicate, DAY2)).toBe(!control);
    expect(holds(ended.after, predicate, DAY3)).toBe(false);
  });

  it('keeps detention when another ground replaces the first', () => {
    const facts = foldAll([message('M16', 'POL', DAY1), message('M19', 'IND', DAY2, { replacedByGround: 'ART59B' })]);
    expect(holds(facts.after, 'DET', DAY3)).toBe(true);
  });

  it('knows the closed family facility only where DJI says that it is one', () => {
    expect(holds(foldAll([message('M18', 'DJI', DAY1, { ggv: false })]).after, 'GGV', DAY2)).toBe(false);
    expect(holds(foldAll([message('M18', 'DJI', DAY1)]).after, 'GGV', DAY2)).toBe(false);
  });

  it('ends reception on the day that COA names, not before', () => {
    const { after } = foldAll([message('M09', 'COA', DAY1), message('M10', 'COA', DAY1, { endDate: '2026-03-10' })]);
    expect(holds(after, 'COA_HOST', '2026-03-09T22:59:59Z')).toBe(true);
    expect(holds(after, 'COA_HOST', '2026-03-09T23:00:00Z')).toBe(false);
  });

  it('does not revive what had ended when an end is set in the future', () => {
    const ended = [message('M09', 'COA', DAY1), message('M10', 'COA', DAY1, { endDate: '2026-03-01' })];
    const { after } = foldAll([...ended, message('M10', 'COA', DAY2, { endDate: '2026-05-01' })]);
    expect(holds(after, 'COA_HOST', DAY3)).toBe(false);
  });

  it('keeps a medical advice open to the end of its last day', () => {
    const { after } = foldAll([message('M28', 'BMA', DAY1, { validUntil: '2026-07-01' })]);
    expect(holds(after, 'BMA_OPEN', '2026-07-01T21:59:59Z')).toBe(true);
    expect(holds(after, 'BMA_OPEN', '2026-07-01T22:00:00Z')).toBe(false);
  });
});

describe('late arrivals and time', () => {
  it('an older message never overrides a newer one, whoever sent it', () => {
    const late = message('M16', 'POL', DAY1, {}, { acceptedAt: DAY3 });
    const { after } = foldAll([message('M19', 'DJI', DAY2, {}), late]);
    expect(holds(after, 'DET', DAY3)).toBe(false);
  });

  it('at equal times the later one in the log counts', () => {
    expect(holds(foldAll([message('M16', 'POL', DAY1), message('M19', 'DJI', DAY1)]).after, 'DET', DAY2)).toBe(false);
    expect(holds(foldAll([message('M19', 'DJI', DAY1), message('M16', 'POL', DAY1)]).after, 'DET', DAY2)).toBe(true);
  });

  it('within a case the accepted time never runs backwards', () => {
    const folded = foldAll([message('M16', 'POL', DAY3), message('M16', 'POL', DAY2)]);
    expect(folded.at).toBe(DAY3);
    expect(folded.after.acceptedAt).toBe(DAY3);
  });

  it('a participation holds from and until the days it names', () => {
    const { after } = foldAll([state('MED_CARE', 'MED', DAY1, true, { from: '2026-03-05', until: '2026-03-06' })]);
    const at = (time: string) => holds(after, 'MED_CARE', time);
    expect([at('2026-03-04T22:59:59Z'), at('2026-03-04T23:00:00Z')]).toEqual([false, true]);
    expect([at('2026-03-06T22:59:59Z'), at('2026-03-06T23:00:00Z')]).toEqual([true, false]);
  });
});

describe('facts of one unit or recipient', () => {
  it('hold for it alone, and name it as a unit of the case', () => {
    const { after } = foldAll([
      state('GEM_HOST', 'GEM:0599', DAY1, true, { recipientUnit: 'GEM:0599' }),
      state('GEM_RES', 'COA', DAY1, true, { recipientUnit: 'GEM:0344' }),
      state('LKO_INV', 'DTV', DAY1, true, { recipientUnit: 'VWN' }),
    ]);
    expect(Object.keys(after.facts)).toEqual(['GEM_HOST@GEM:0599', 'GEM_RES@GEM:0344', 'LKO_INV@VWN']);
    expect(after.units).toEqual(['GEM:0599', 'GEM:0344']);
    expect(holds(after, 'GEM_HOST', DAY2, 'GEM', '0344')).toBe(false);
    expect(holds(after, 'LKO_INV', DAY2, 'VWN')).toBe(true);
    expect(holds(after, 'LKO_INV', DAY2, 'NID')).toBe(false);
  });

  it('stay units of the case when they have ended', () => {
    const { after } = foldAll([state('GEM_HOST', 'GEM:0599', DAY1), state('GEM_HOST', 'GEM:0599', DAY2, false)]);
    expect(after.units).toEqual(['GEM:0599']);
  });

  it('a mission that promised the document has to be told of the arrival, until the person has left', () => {
    const told = foldAll([message('M26', 'EMB:NG', DAY1, { outcome: 'TOEGEZEGD' })]);
    expect(holds(deciding(told), 'LP_ARRIVAL', DAY1, 'EMB', 'NG')).toBe(true);
    const left = foldAll([message('M33', 'KMAR', DAY2)], told.after, 1);
    expect(holds(deciding(left), 'LP_ARRIVAL', DAY2, 'EMB', 'NG')).toBe(true);
    expect(holds(left.after, 'LP_ARRIVAL', DAY2, 'EMB', 'NG')).toBe(false);
    expect(foldAll([message('M26', 'EMB:NG', DAY1, { outcome: 'GEWEIGERD' })]).after.facts).toEqual({});
  });

  it('the hub remembers which mission it told of an arrival', () => {
    const cell = (unit: string | null, refusal: Cell['refusal']): Cell => {
      return { recipient: 'EMB', unit, refusal, ruleId: null, removed: [], masked: [], read: {} };
    };
    const cells = [cell('NG', null), cell('GH', 'DENY_CONDITION'), cell(null, null)];
    const told = afterDecision(emptyFacts(), message('M34', 'DTV', DAY1), cells, { offset: 5 });
    expect(Object.keys(told.facts)).toEqual(['LP_ARRIVAL_TOLD@EMB:NG']);
    expect(holds(told, 'LP_ARRIVAL_TOLD', DAY2, 'EMB', 'NG')).toBe(true);
    const cancelled = afterDecision(told, message('M38', 'DTV', DAY2), cells, { offset: 6 });
    expect(holds(cancelled, 'LP_ARRIVAL_TOLD', DAY3, 'EMB', 'NG')).toBe(false);
    expect(afterDecision(told, message('M33', 'KMAR', DAY2), cells, { offset: 7 })).toBe(told);
  });
});
