import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answer } from './answer.js';
import { SENDING, verdictOf, type Standing } from './verdict.js';

const FIELDS = ['outcomeCodes', 'narrative', 'medicalNotes'];
const DELIVERING: readonly Standing['kind'][] = ['REDELIVER', 'RE_ROUTE', 'BACK_FILL'];
const GIVEN: Answer = { refusal: null, removed: [], masked: [] };

function standing(changes: Partial<Standing> = {}): Standing {
  return {
    kind: 'RE_ROUTE',
    then: GIVEN,
    now: GIVEN,
    fields: FIELDS,
    narrower: true,
    delivered: false,
    removal: false,
    stopped: false,
    busyWith: null,
    readable: true,
    generation: 0,
    deaths: 1,
    older: false,
    ...changes,
  };
}

const without = (...removed: string[]): Answer => ({ ...GIVEN, removed });
const refused = (refusal: string): Answer => ({ ...GIVEN, refusal });

describe('the verdict on one message of a plan', () => {
  it('is DELIVER when nothing has changed', () => {
    expect(verdictOf(standing())).toEqual({ kind: 'DELIVER' });
    expect(verdictOf(standing({ kind: 'REDELIVER' }))).toEqual({ kind: 'DELIVER' });
  });

  it('names what is given no more, field by field', () => {
    const now = { ...GIVEN, removed: ['medicalNotes'], masked: ['narrative'] };
    expect(verdictOf(standing({ now }))).toEqual({
      kind: 'NARROWER',
      changes: [
        { field: 'narrative', then: 'given', now: 'masked' },
        { field: 'medicalNotes', then: 'given', now: 'left-out' },
      ],
    });
  });

  it('never sends the same bytes when they hold what is not given today', () => {
    expect(verdictOf(standing({ kind: 'REDELIVER', now: without('narrative') }))).toMatchObject({
      kind: 'NEEDS_RE_ROUTE',
    });
  });

  it('gives more than then only where the plan lets today count', () => {
    const then = without('narrative');
    expect(verdictOf(standing({ then }))).toEqual({ kind: 'DELIVER' });
    expect(verdictOf(standing({ then, narrower: false }))).toMatchObject({ kind: 'WIDER' });
    expect(verdictOf(standing({ then, narrower: false, kind: 'REDELIVER' }))).toEqual({ kind: 'DELIVER' });
  });

  it('is the refusal of today, or that of then where the narrower wins', () => {
    expect(verdictOf(standing({ now: refused('DENY_CONDITION') }))).toEqual({
      kind: 'REFUSED',
      code: 'DENY_CONDITION',
    });
    const then = refused('DENY_NOT_LISTED');
    expect(verdictOf(standing({ then }))).toEqual({ kind: 'REFUSED', code: 'DENY_NOT_LISTED' });
    expect(verdictOf(standing({ then, narrower: false }))).toMatchObject({ kind: 'WIDER' });
    const rejected = refused('REJECT:VAL-09');
    expect(verdictOf(standing({ then: rejected, narrower: false }))).toEqual({
      kind: 'REFUSED',
      code: 'REJECT:VAL-09',
    });
  });

  it.each<[string, Partial<Standing>, string]>([
    ['the recipient has it', { delivered: true }, 'DONE'],
    ['it was decided again since', { older: true }, 'OLDER'],
    ['another plan is at work on it', { busyWith: 'plan-1' }, 'BUSY'],
    ['its bytes are gone', { readable: false }, 'GONE'],
    ['it died three times', { deaths: 3 }, 'SPENT'],
    ['it has gone round sixteen times', { generation: 16 }, 'SPENT'],
    ['a stop stands on the case of a removal message', { removal: true, stopped: true }, 'HELD'],
  ])('sends nothing when %s', (_when, changes, kind) => {
    expect(verdictOf(standing(changes)).kind).toBe(kind);
  });

  it('holds no other message for a stop', () => {
    expect(verdictOf(standing({ stopped: true })).kind).toBe('DELIVER');
  });

  it('never gives a field that today does not allow, whatever else holds', () => {
    const answer = fc.record({
      refusal: fc.constantFrom(null, 'DENY_CONDITION'),
      removed: fc.subarray(FIELDS),
      masked: fc.subarray(FIELDS),
    });
    const any = fc.record({
      kind: fc.constantFrom(...DELIVERING),
      then: answer,
      now: answer,
      narrower: fc.boolean(),
      removal: fc.boolean(),
      stopped: fc.boolean(),
      delivered: fc.boolean(),
    });
    fc.assert(
      fc.property(any, (changes) => {
        const verdict = verdictOf(standing(changes));
        if (!SENDING.has(verdict.kind)) return;
        expect(changes.now.refusal).toBeNull();
        expect(changes.removal && changes.stopped).toBe(false);
        if (changes.kind !== 'REDELIVER') return;
        const given = FIELDS.filter((field) => !changes.then.removed.includes(field));
        expect(given.filter((field) => changes.now.removed.includes(field))).toEqual([]);
      }),
    );
  });
});
