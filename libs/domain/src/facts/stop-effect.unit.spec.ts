import { describe, expect, it } from '@jest/globals';
import { isSuspended } from '#lib/domain';
import type { CaseMessage, Content } from '../message/message.js';
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

describe('a stop', () => {
  const status = (time: string, content: Content, more: Partial<CaseMessage> = {}) =>
    message(
      'M03',
      'IND',
      time,
      { removable: false, stopAllRemovalActions: true, reasonCode: 'BEROEP', ...content },
      more,
    );
  const lifted = (time: string, reasonCode = 'BEROEP', more: Partial<CaseMessage> = {}) =>
    status(time, { removable: true, stopAllRemovalActions: false, reasonCode }, more);

  it('counts at once, and so does its end', () => {
    const stopped = foldAll([status(DAY1, {})]);
    expect(isSuspended(deciding(stopped))).toBe(true);
    expect(isSuspended(deciding(foldAll([lifted(DAY2)], stopped.after, 1)))).toBe(false);
  });

  it('is kept per ground: any open one suspends', () => {
    const { after } = foldAll([status(DAY1, {}), status(DAY1, { reasonCode: 'B8' }), lifted(DAY2)]);
    expect(isSuspended(after)).toBe(true);
    expect(isSuspended(foldAll([lifted(DAY3, 'B8')], after, 3).after)).toBe(false);
  });

  it('is not reopened nor lifted by an older message that comes late', () => {
    const late = { acceptedAt: DAY3 };
    expect(isSuspended(foldAll([status(DAY1, {}), lifted(DAY2), status(DAY1, {}, late)]).after)).toBe(false);
    expect(isSuspended(foldAll([status(DAY2, {}), lifted(DAY1, 'BEROEP', late)]).after)).toBe(true);
    expect(isSuspended(foldAll([lifted(DAY2), status(DAY1, {}, late)]).after)).toBe(false);
  });

  it('wins over an end at equal times, in either order', () => {
    expect(isSuspended(foldAll([status(DAY1, {}), lifted(DAY1)]).after)).toBe(true);
    expect(isSuspended(foldAll([lifted(DAY1), status(DAY1, {})]).after)).toBe(true);
  });

  it('never ends by a date', () => {
    const granted = { granted: true, stopAllRemovalActions: true, from: '2026-03-01', until: '2026-03-02' };
    const { after } = foldAll([
      message('M29', 'IND', DAY1, granted),
      message('M28', 'BMA', '2027-01-01T09:00:00Z', {}),
    ]);
    expect(isSuspended(after)).toBe(true);
  });

  it.each<[string, boolean, CaseMessage[]]>([
    ['a claim filed with KMar', true, [message('M05', 'KMAR', DAY1, { phase: 'FILED', stopAllRemovalActions: true })]],
    ['an incomplete claim', true, [message('M05', 'IND', DAY1, { phase: 'INCOMPLETE', stopAllRemovalActions: true })]],
    [
      'a claim without the flag',
      false,
      [message('M05', 'IND', DAY1, { phase: 'FILED', stopAllRemovalActions: false })],
    ],
    ['a granted claim', true, claim({ phase: 'DECIDED', decision: 'INGEWILLIGD' })],
    ['a rejected claim', false, claim({ phase: 'DECIDED', decision: 'AFGEWEZEN' })],
    ['a claim not considered', false, claim({ phase: 'DECIDED', decision: 'BUITEN_BEHANDELING' })],
    ['a withdrawn claim', false, claim({ phase: 'WITHDRAWN' })],
    ['a claim that the police say was withdrawn', true, claim({ phase: 'WITHDRAWN' }, 'POL')],
    ['a postponement refused', false, postponed({ granted: false })],
    ['a postponement granted', true, postponed({ granted: true, stopAllRemovalActions: true })],
    ['trafficking with a reflection period', true, [message('M44', 'DTV', DAY1, { reflectionFrom: '2026-03-01' })]],
    ['trafficking without one', false, [message('M44', 'DTV', DAY1, { stopAllRemovalActions: true })]],
    ['trafficking signalled by COA', false, [message('M44', 'COA', DAY1, { reflectionFrom: '2026-03-01' })]],
    ['an unsupervised departure', false, [message('M13', 'POL', DAY1, { stopAllRemovalActions: true })]],
    ['a cancellation', false, [message('M38', 'DTV', DAY1, { stopAllRemovalActions: true, reasonCode: 'ASIEL' })]],
  ])('after %s is open: %s', (_what, open, messages) => {
    expect(isSuspended(foldAll(messages).after)).toBe(open);
  });

  it('forces LP and LP_ARRIVAL to false while it is open', () => {
    const facts = foldAll([state('LP', 'DTV', DAY1, true, { recipientUnit: 'EMB:NG' }), status(DAY1, {})]).after;
    expect(holds(facts, 'LP', DAY2, 'EMB', 'NG')).toBe(false);
    expect(holds(foldAll([lifted(DAY2)], facts, 2).after, 'LP', DAY3, 'EMB', 'NG')).toBe(true);
  });

  function claim(decision: Content, sender = 'IND'): CaseMessage[] {
    const filed = message('M05', 'IND', DAY1, { phase: 'FILED', stopAllRemovalActions: true });
    return [filed, message('M05', sender, DAY2, decision)];
  }

  function postponed(decision: Content): CaseMessage[] {
    return [
      message('M03', 'IND', DAY1, { stopAllRemovalActions: true, reasonCode: 'ART64' }),
      message('M29', 'IND', DAY2, decision),
    ];
  }
});
