import { describe, expect, it } from '@jest/globals';
import type { DeliveryRowSeen, Evidence, IsolationSeen, PlaceSample } from '../evidence/evidence.js';
import { ALL_CHECKS } from './all-checks.js';

const COA = { endpoint: 'COA', unit: null };
const CASE = { caseKey: 'case-1', lane: 'CASE', removal: false, generation: 0 };
const row = (n: number, more: Partial<DeliveryRowSeen> = {}): DeliveryRowSeen => ({
  ...COA,
  ...CASE,
  ...{ deliveryId: `d${n}`, messageId: `m${n}`, seq: n, caseSeq: n, state: 'DELIVERED' },
  ...more,
});
const cell = { recipient: 'COA', unit: null, refusal: null, removed: ['narrative'] };
const decision = (n: number) => ({
  ...{ partition: 0, offset: n, decisionId: `x${n}`, messageId: `m${n}`, outcome: 'DECIDED' },
  ...{ caseKey: 'case-1', hash: `h${n}`, cells: [{ ...cell, deliveryId: `d${n}` }] },
});
const submission = (n: number) => ({
  ...{ n, id: `chaos-${n}`, sender: 'DTV', code: 'M06', caseIndex: 1, stop: null, removal: false },
  answers: [
    { status: 0, messageId: null, at: 500 },
    { status: 202, messageId: `m${n}`, at: 1_000 },
  ],
});
const arrival = (n: number) => ({ ...COA, deliveryId: `d${n}`, sequence: n, at: 2_000, canaries: [`C${n}`] });

const place = (kept: PlaceSample['kept'], next: number): PlaceSample => ({
  ...{ kept, reader: 'router', partition: 0, next },
});
const AWAY: IsolationSeen = { away: 'IND', from: 500, until: 5_000, waited: 3, atRest: new Set() };

const HEALTHY: Evidence = {
  submissions: [submission(1), submission(2)],
  decisions: [decision(1), decision(2), decision(2)],
  logEnds: [{ partition: 0, low: 1, high: 3 }],
  arrivals: [arrival(1), arrival(2)],
  rows: [row(1), row(2), row(3, { state: 'DEAD' })],
  ledger: { decisions: 2, cells: 2 },
  books: [
    {
      ...COA,
      ...{ total: 4, refused: 1, delivered: 2, withheld: 0, held: 0, underway: 0, dead: 1, faults: [] },
    },
  ],
  places: [place('row', 1), place('group', 1), place('row', 3), place('group', 2)],
  sizes: [{ process: 'router', rssMiB: 200, openFiles: 40 }],
  canaries: new Map([1, 2].map((n) => [n, [{ text: `C${n}`, field: 'summary', birthPlace: false }]])),
  recompute: { agrees: true, said: '' },
  replay: { dead: 1, parked: 0, arrivalsBefore: 2, arrivalsAfter: 2, refused: 0, said: '' },
  quiet: { afterMs: 4_000, standstillMs: 2_000 },
  isolation: AWAY,
};

const removal = { rows: [row(1, { removal: true }), row(2)] };
const stop = (more: object) => ({ ...submission(2), stop: { ground: 'ART64', opens: true }, ...more });

/** For each invariant what breaks it, and the words by which one would find it. */
const BROKEN: readonly (readonly [string, string, Partial<Evidence>])[] = [
  ['I1', 'never decided', { decisions: [decision(1)] }],
  ['I1', 'never arrived', { arrivals: [arrival(1)] }],
  ['I1', 'no row', { arrivals: [arrival(1)], rows: [row(1)] }],
  ['I1', 'WAITING', { arrivals: [arrival(1)], rows: [row(1), row(2, { state: 'WAITING' })] }],
  ['I2', 'nobody decided', { arrivals: [arrival(1), arrival(2), arrival(7)] }],
  ['I2', 'another recipient’s', { arrivals: [arrival(1), { ...arrival(2), endpoint: 'IND' }] }],
  ['I2', '2 times', { decisions: [decision(1), { ...decision(2), messageId: 'm1' }] }],
  ['I3', 'narrative', { canaries: new Map([[1, [{ text: 'C1', field: 'narrative', birthPlace: false }]]]) }],
  ['I3', 'summary', { canaries: new Map([[1, [{ text: 'C1', field: 'summary', birthPlace: true }]]]) }],
  ['I3', 'another message', { arrivals: [arrival(1), { ...arrival(2), canaries: ['C1'] }] }],
  ['I3', 'nothing was looked at', { arrivals: [{ ...arrival(1), canaries: [] }] }],
  ['I5', 'overtaken', { arrivals: [arrival(2), arrival(1)] }],
  ['I5', 'arrived as number', { arrivals: [{ ...arrival(1), sequence: 2 }] }],
  ['I5', 'stands in the log before', { submissions: [submission(2), submission(1)] }],
  ['I5', 'gap or a double', { rows: [row(1), row(2), row(3, { caseSeq: 4 })] }],
  ['I6', 'other content', { decisions: [decision(1), decision(2), { ...decision(2), hash: 'other' }] }],
  ['I6', 'decided twice', { decisions: [decision(1), decision(2), { ...decision(2), decisionId: 'x9' }] }],
  ['I6', 'have no record', { logEnds: [{ partition: 0, low: 1, high: 2 }] }],
  ['I6', '1 records of partition 0 have no decision, 3 first', { logEnds: [{ partition: 0, low: 1, high: 4 }] }],
  ['I6', '2 records of partition 0 have no decision, -1 first', { logEnds: [{ partition: 0, low: -1, high: 3 }] }],
  ['I6', 'is empty', { logEnds: [] }],
  ['I6', '1 in the ledger', { ledger: { decisions: 1, cells: 2 } }],
  ['I6', '3 in the ledger', { ledger: { decisions: 2, cells: 3 } }],
  ['I8', 'row of router of partition 0 went back from 3 to 2', { places: [...HEALTHY.places, place('row', 2)] }],
  ['I8', 'group of router of partition 0 went back from 2 to 1', { places: [...HEALTHY.places, place('group', 1)] }],
  ['I8', 'no row was ever looked at', { places: [place('group', 1)] }],
  ['I8', 'no committed offset was ever looked at', { places: [place('row', 1)] }],
  ['I9', 'never became quiet', { quiet: { afterMs: null, standstillMs: 0 } }],
  ['I9', 'nothing moved for 90.0 s', { quiet: { afterMs: 200_000, standstillMs: 90_000 } }],
  ['I10', 'got d2 only when IND was back', { arrivals: [arrival(1), { ...arrival(2), at: 9_000 }] }],
  ['I10', 'got d2 only when IND was back', { arrivals: [arrival(1)] }],
  ['I10', 'nothing was for anybody else', { isolation: { ...AWAY, from: 1_500 } }],
  ['I10', 'it was not away', { isolation: { ...AWAY, waited: 0 } }],
  ['I10', 'never came so far', { isolation: null }],
  ['I11', 'grew', { sizes: [{ process: 'router', rssMiB: 9_000, openFiles: 40 }] }],
  ['I11', 'open', { sizes: [{ process: 'router', rssMiB: 90, openFiles: 40_000 }] }],
  ['I11', 'ever looked at', { sizes: [] }],
  [
    'I12',
    'became 2',
    { submissions: [{ ...submission(1), answers: [...submission(1).answers, ...submission(2).answers] }] },
  ],
  ['I12', 'decided 2 times', { decisions: [decision(1), { ...decision(2), messageId: 'm1' }] }],
  ['I15', 'something else', { recompute: { agrees: false, said: 'partition 0 at 7' } }],
  ['I15', '1 effects', { replay: { dead: 1, parked: 0, arrivalsBefore: 2, arrivalsAfter: 3, refused: 0, said: '' } }],
  [
    'D4',
    'after the stop',
    { ...removal, submissions: [submission(1), stop({})], arrivals: [{ ...arrival(1), at: 60_000 }, arrival(2)] },
  ],
  ['replay', 'parked still', { rows: [row(1), row(2, { state: 'PARKED' })] }],
  ['replay', 'parked still', { rows: [row(1, { state: 'DEAD' }), row(2, { state: 'PARKED' })] }],
  ['books', '4 in, 3 accounted', { books: HEALTHY.books.map((book) => ({ ...book, dead: 0 })) }],
  ['books', 'two rows', { books: HEALTHY.books.map((book) => ({ ...book, faults: ['two rows'] })) }],
  ['books', 'no books', { books: [] }],
];

describe('the checks of a run of chaos', () => {
  it.each(ALL_CHECKS.map((check) => [check.id, check] as const))(
    '%s holds for a run in which all went well',
    (_id, check) => {
      expect(check.judge(HEALTHY).faults).toEqual([]);
    },
  );

  it.each(BROKEN)('%s does not hold where it is broken: %s', (id, words, broken) => {
    const check = ALL_CHECKS.find((one) => one.id === id);
    expect(check?.judge({ ...HEALTHY, ...broken }).faults.join('\n')).toContain(words);
  });

  it('every one of them can fail', () => {
    expect(new Set(BROKEN.map(([id]) => id))).toEqual(new Set(ALL_CHECKS.map(({ id }) => id)));
  });

  it('I2 lets a message have its effect again when it was decided again', () => {
    const check = ALL_CHECKS.find((one) => one.id === 'I2');
    const again = [decision(1), { ...decision(2), messageId: 'm1' }];
    const rows = [row(1), row(2, { messageId: 'm1', generation: 1 })];
    expect(check?.judge({ ...HEALTHY, decisions: again, rows }).faults).toEqual([]);
  });

  it('I10 lets wait what goes to the one that is away, and what its own case holds up', () => {
    const check = ALL_CHECKS.find((one) => one.id === 'I10');
    const late = { ...HEALTHY, arrivals: [arrival(1)] };
    const parked = { ...late, isolation: { ...AWAY, atRest: new Set(['d2']) } };
    expect(check?.judge(parked).faults).toEqual([]);
    const away = { ...late, isolation: { ...AWAY, away: 'COA' } };
    expect(check?.judge(away).faults).toEqual(['nothing was for anybody else: nothing was looked at']);
  });

  it('D4 lets a removal message go that was on its way, and one of a case whose stop has ended', () => {
    const check = ALL_CHECKS.find((one) => one.id === 'D4');
    const late = [{ ...arrival(1), at: 60_000 }, arrival(2)];
    const ended = { ...submission(3), stop: { ground: 'ART64', opens: false } };
    const other = { ...ended, stop: { ground: 'B8', opens: false } };
    expect(check?.judge({ ...HEALTHY, ...removal, submissions: [submission(1), stop({})] }).faults).toEqual([]);
    const all = { ...HEALTHY, ...removal, submissions: [submission(1), stop({}), ended], arrivals: late };
    expect(check?.judge(all).faults).toEqual([]);
    const stands = { ...all, submissions: [submission(1), stop({}), other] };
    expect(check?.judge(stands).faults).toHaveLength(1);
  });
});
