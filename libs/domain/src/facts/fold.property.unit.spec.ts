import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recogniseRepeat, remember, emptyFacts } from '#lib/domain';
import type { CaseMessage, Content } from '../message/message.js';
import { foldAll, LISTS, message } from '../../../../test/fixtures/facts/message.fixture.js';
import { fold } from './fold.js';

const GROUNDS = ['ASIEL', 'B8', 'VOVO'];
const START = Date.parse('2026-03-01T09:00:00Z');

const timed = fc.integer({ min: 0, max: 40 }).map((hour) => new Date(START + hour * 3_600_000).toISOString());

/** Messages of every kind that changes a fact or a stop, each with its moment and its (later) acceptance. */
const kinds: fc.Arbitrary<readonly [CaseMessage['code'], string, Content]> = fc.oneof(
  fc.constantFrom<readonly [CaseMessage['code'], string, Content]>(
    ['M09', 'COA', {}],
    ['M10', 'COA', { endDate: '2026-03-02' }],
    ['M16', 'POL', {}],
    ['M19', 'DJI', {}],
    ['M18', 'DJI', { ggv: true }],
    ['M07', 'DTV', { strategyCode: 'GEDWONGEN' }],
    ['M07', 'DTV', { strategyCode: 'ONDERZOEK' }],
    ['M26', 'EMB:NG', { outcome: 'TOEGEZEGD' }],
    ['M33', 'KMAR', {}],
    ['M31', 'IOM', { changeType: 'NIEUW', signedAt: '2026-03-01' }],
    ['M31', 'IOM', { changeType: 'INGETROKKEN', signedAt: '2026-03-01' }],
    ['M28', 'BMA', { validUntil: '2026-03-02', travelConditions: ['A'] }],
    ['M30', 'MED', { validUntil: '2026-03-02', travelConditions: ['B'] }],
    ['M34', 'DTV', { travelConditions: ['B'], departureAt: '2026-03-01T12:00:00Z' }],
    ['H2', 'DTV', { fact: 'LP', value: true, recipientUnit: 'EMB:NG' }],
    ['H2', 'GEM:0599', { fact: 'GEM_HOST', value: false }],
    ['H2', 'POL', { fact: 'COA_HOST', value: true }],
    ['H1', 'NID', { kind: 'VWN', signedAt: '2026-03-01' }],
  ),
  fc.record({ stop: fc.boolean(), ground: fc.constantFrom(...GROUNDS) }).map(({ stop, ground }) => {
    return ['M03', 'IND', { stopAllRemovalActions: stop, removable: !stop, reasonCode: ground }] as const;
  }),
);

const messages = fc.array(
  fc.tuple(kinds, timed, timed, fc.uuid()).map(([[code, sender, content], time, later, messageId]) => {
    const acceptedAt = later > time ? later : time;
    return message(code, sender, time, content, { acceptedAt, messageId });
  }),
  { minLength: 1, maxLength: 25 },
);

describe('folding', () => {
  it('gives the same facts for the same log', () => {
    fc.assert(
      fc.property(messages, (log) => {
        expect(foldAll(log)).toEqual(foldAll(log));
      }),
    );
  });

  it('changes nothing with a repeat of the latest message but the clock', () => {
    fc.assert(
      fc.property(messages, (log) => {
        const once = foldAll(log).after;
        const last = log.at(-1);
        if (last === undefined) return;
        const again = fold(once, last, { offset: log.length }, LISTS).after;
        expect(again.facts).toEqual(once.facts);
        expect(again.stops).toEqual(once.stops);
      }),
    );
  });

  it('never lets a late, older message override what stands', () => {
    fc.assert(
      fc.property(messages, kinds, (log, [code, sender, content]) => {
        const before = foldAll(log).after;
        const time = new Date(START - 3_600_000).toISOString();
        const late = message(code, sender, time, content, { acceptedAt: '2026-03-09T09:00:00Z' });
        const { after } = fold(before, late, { offset: log.length }, LISTS);
        for (const [name, fact] of Object.entries(before.facts)) expect(after.facts[name]).toEqual(fact);
        for (const [ground, stop] of Object.entries(before.stops)) expect(after.stops[ground]).toEqual(stop);
      }),
    );
  });

  it('knows a stop by its newest word, whatever the order in which the words came', () => {
    fc.assert(
      fc.property(messages, (log) => {
        const { stops } = foldAll(log).after;
        for (const ground of GROUNDS) {
          const words = log.filter(({ code, content }) => code === 'M03' && content['reasonCode'] === ground);
          const newest = words
            .map(({ time }) => time)
            .sort()
            .at(-1);
          const open = words.some(({ time, content }) => time === newest && content['stopAllRemovalActions'] === true);
          expect(stops[ground]?.open ?? false).toBe(open);
        }
      }),
    );
  });

  it('never runs the clock of a case backwards, and keeps units once named', () => {
    fc.assert(
      fc.property(messages, (log) => {
        let facts = emptyFacts();
        log.forEach((one, offset) => {
          const { at, after } = fold(facts, one, { offset }, LISTS);
          expect(at >= (facts.acceptedAt ?? '')).toBe(true);
          expect(after.units.slice(0, facts.units.length)).toEqual(facts.units);
          facts = after;
        });
      }),
    );
  });

  it('never stores what belongs to one message alone', () => {
    fc.assert(
      fc.property(messages, (log) => {
        const stored = Object.keys(foldAll(log).after.facts);
        for (const name of ['IOM_CLOSING', 'NBI', 'KCT_HIGH', 'WPG_BASIS', 'SUSP']) expect(stored).not.toContain(name);
      }),
    );
  });
});

describe('repeats', () => {
  const seen = (place: number) => ({ messageId: `m${place}`, hash: `h${place}`, offset: place });

  it('are known by id and content', () => {
    const facts = remember(emptyFacts(), seen(1), '2026-03-01T09:00:00Z');
    expect(recogniseRepeat(null, 'm1', 'h1')).toEqual({ kind: 'NEW' });
    expect(recogniseRepeat(facts, 'm2', 'h1')).toEqual({ kind: 'NEW' });
    expect(recogniseRepeat(facts, 'm1', 'h1')).toEqual({ kind: 'DUPLICATE', originalOffset: 1 });
    expect(recogniseRepeat(facts, 'm1', 'other')).toEqual({ kind: 'ID_REUSED', originalOffset: 1 });
  });

  it('are remembered for the latest 256 messages', () => {
    let facts = emptyFacts();
    for (let place = 0; place < 257; place += 1) facts = remember(facts, seen(place), '2026-03-01T09:00:00Z');
    expect(facts.seen).toHaveLength(256);
    expect(recogniseRepeat(facts, 'm0', 'h0')).toEqual({ kind: 'NEW' });
    expect(recogniseRepeat(facts, 'm1', 'h1')).toEqual({ kind: 'DUPLICATE', originalOffset: 1 });
  });
});
