import { describe, expect, it } from '@jest/globals';
import {
  explainDecision,
  letterOf,
  type CellToExplain,
  type DecisionToExplain,
  type RemovalKind,
} from '#lib/exchange-rules';
import { rules } from '../../../../test/fixtures/rules/question.fixture.js';

const RULE_SET = { id: rules.id, hash: rules.hash };

function cell(recipient: string, more: Partial<CellToExplain> = {}): CellToExplain {
  return { recipient, removed: [], masked: [], read: [], ...more };
}

function decision(cells: readonly CellToExplain[], more: Partial<DecisionToExplain> = {}): DecisionToExplain {
  return {
    decisionId: '0f5c8f9e-0000-8000-8000-000000000001',
    logId: '0f5c8f9e-0000-8000-8000-00000000000a',
    partition: 2,
    offset: 17,
    outcome: 'DECIDED',
    message: 'M06',
    messageId: '0f5c8f9e-0000-8000-8000-0000000000ff',
    sender: 'DTV',
    time: '2026-11-20T10:00:00.000Z',
    factTime: '2026-11-20T08:30:00.000Z',
    purpose: 'RETURN_PREP',
    legalBasis: ['LB1'],
    engine: 1,
    ruleSet: RULE_SET,
    cells,
    ...more,
  };
}

const read = (facts: Readonly<Record<string, boolean>>): CellToExplain['read'] =>
  Object.entries(facts).map(([name, value]) => ({ name, value }));

function removal(
  message: string,
  recipient: string,
  field: string,
  facts: Readonly<Record<string, boolean>>,
): RemovalKind | undefined {
  const cells = [cell(recipient, { ruleId: `R-${message}-${recipient}`, removed: [field], read: read(facts) })];
  return explainDecision(decision(cells, { message }), rules, 'en').delivered[0]?.removed[0]?.kind;
}

function refusal(
  more: Partial<CellToExplain>,
  record: Partial<DecisionToExplain> = {},
  language: 'en' | 'nl' = 'en',
): string {
  const cells = [cell(more.recipient ?? 'COA', more)];
  return explainDecision(decision(cells, record), rules, language).refused[0]?.words ?? '';
}

describe('explaining why a field was removed', () => {
  it('names the ceiling when the recipient may never have data of the class', () => {
    expect(removal('M06', 'COA', 'medicalStatements', { LKO: true, COA_HOST: true })).toBe('CEILING');
  });

  it('names the ceiling when its condition was not met', () => {
    expect(removal('M31', 'NID', 'programme', { UAM: false, IOM_CONSENT: true })).toBe('CEILING_CONDITION');
  });

  it('names the rule when it withholds what the ceiling would let through', () => {
    expect(removal('M06', 'POL', 'narrative', { LKO: true })).toBe('WITHHELD');
  });

  it('names the gate when it was shut', () => {
    expect(removal('M06', 'IND', 'narrative', { LKO: true, NOFAULT: false })).toBe('GATE');
  });

  it('names the sender when nothing else kept the field back', () => {
    expect(removal('M06', 'IND', 'narrative', { LKO: true, NOFAULT: true })).toBe('SENDER');
    expect(removal('M06', 'IND', 'agreedActions', { LKO: true })).toBe('SENDER');
  });
});

describe('explaining why a recipient got nothing', () => {
  it.each([
    ['DENY_NOT_LISTED', {}, 'no rule gives this message to this recipient'],
    ['DENY_SENDER', {}, 'the sender limited the message'],
    ['DENY_ERROR', {}, 'in doubt nothing is sent'],
    ['DENY_HARD:HD1', {}, 'no rule can open this: “The mission of the country of origin (EMB) never receives'],
    ['REJECT:VAL-09', {}, 'fitness-to-travel'],
    ['REJECT:VAL-15', {}, 'rest period'],
    ['REJECT:VAL-99', {}, 'rejected by a validation rule'],
  ])('words %s', (code, more, words) => {
    expect(refusal({ refusal: code, ...more })).toContain(words);
  });

  it('says which facts were lacking when the condition was not met', () => {
    const lacking = { refusal: 'DENY_CONDITION', ruleId: 'R-M06-COA', read: read({ LKO: true, COA_HOST: false }) };
    const words = refusal(lacking);
    expect(words).toContain('the person is placed in a COA facility');
    expect(words).not.toContain('agenda');
  });

  it('says that no municipality has the case when none is named', () => {
    const lacking = {
      recipient: 'GEM',
      refusal: 'DENY_CONDITION',
      ruleId: 'R-M06-GEM',
      read: read({ GEM_LSO: false }),
    };
    expect(refusal(lacking)).toContain('of no municipality was it the case');
    expect(refusal({ ...lacking, unit: '0344' })).toContain('it was not the case that');
  });

  it('says that the message concerns another country than the mission’s', () => {
    const elsewhere = { recipient: 'EMB', unit: 'GH', refusal: 'DENY_CONDITION', ruleId: 'R-M24-EMB' };
    expect(refusal(elsewhere, { message: 'M24' })).toContain('never reaches another country’s mission');
  });

  it('names the open grounds of a stop', () => {
    const stop = {
      value: true,
      source: 'M03',
      messageId: 'm',
      owner: 'IND',
      asOf: '2026-11-19T09:00:00.000Z',
      offset: 3,
    };
    const facts = [
      { name: 'SUSP/ART64', ...stop },
      { name: 'SUSP/ASIEL', ...stop, value: false },
    ];
    const words = refusal({ refusal: 'BLOCK_SUSPENDED', read: read({ SUSP: true }) }, { message: 'M34', facts });
    expect(words).toContain('the open grounds were: ART64');
    expect(words).not.toContain('ASIEL');
  });
});

describe('explaining the rest of a decision', () => {
  const facts = [
    {
      name: 'LKO',
      value: true,
      source: 'H2',
      messageId: 'm-1',
      owner: 'DTV',
      asOf: '2026-11-02T09:00:00.000Z',
      from: '2026-11-01T23:00:00.000Z',
      until: null,
      offset: 4,
    },
  ];
  const cells = [
    cell('IND', { ruleId: 'R-M06-IND', removed: ['narrative'], masked: [], read: read({ LKO: true, NOFAULT: false }) }),
  ];

  it('gives the rule with its sentence, articles, sources and what a lawyer has yet to confirm', () => {
    const { delivered, legalBases } = explainDecision(decision(cells), rules, 'nl');
    expect(delivered[0]?.rule).toMatchObject({ id: 'R-M06-IND', toBeConfirmed: true, legalBasis: ['LB1'] });
    expect(delivered[0]?.rule?.sentence).toMatch(/^De IND ontvangt M06 \(verslag vertrekgesprek\) zolang/);
    expect(delivered[0]?.rule?.sources[0]).toMatchObject({
      tag: 'L3-LKO',
      urls: [expect.stringContaining('https://')],
    });
    expect(legalBases).toMatchObject([{ code: 'LB1', toBeConfirmed: true, urls: [expect.stringContaining('107')] }]);
    expect(legalBases[0]?.article).toContain('artikel 107 Vw 2000');
  });

  it('takes a legal basis for confirmed only when all its marks are S', () => {
    const of = (code: string): boolean | undefined => {
      const ruled = [
        cell('COA', { ruleId: 'R-M31-DTV' }),
        cell('EMB', { ruleId: 'R-M34-EMB' }),
        cell('NID', { ruleId: 'R-M44-NID' }),
      ];
      return explainDecision(decision(ruled), rules, 'en').legalBases.find((basis) => basis.code === code)
        ?.toBeConfirmed;
    };
    expect([of('LB15'), of('LB13')]).toEqual([false, true]);
  });

  it('gives facts with source, owner and time, and those that nobody had stated', () => {
    const { facts: used, notStated } = explainDecision(decision(cells, { facts }), rules, 'en');
    expect(used).toMatchObject([
      { name: 'LKO', value: true, owner: { code: 'DTV', words: 'DT&V' }, source: { code: 'H2' }, messageId: 'm-1' },
    ]);
    expect(notStated).toEqual([{ code: 'NOFAULT', words: 'a no-fault assessment is open' }]);
  });

  it('leaves out what other rules than those that decided would say', () => {
    const old = decision(cells, { ruleSet: { id: '2020-01-01', hash: '0'.repeat(64) } });
    const explanation = explainDecision(old, rules, 'en');
    expect(explanation.versions.rulesAtHand).toBe(false);
    expect(explanation.delivered[0]).toMatchObject({ rule: null, removed: [{ kind: 'UNKNOWN' }] });
    expect(explanation.legalBases).toEqual([]);
    expect(letterOf(explanation)).toContain('The rules that decided are not at hand here');
  });

  it.each([
    ['DUPLICATE', null, 'a repeat of a message'],
    ['FACTS_CHANGED', null, 'changes facts of the case'],
    ['REJECTED', 'NOT_THE_OWNER', 'not the body that may state this fact'],
    ['REJECTED', 'ID_REUSED', 'used before'],
    ['QUARANTINED', 'bad-origin', 'does not bear the mark'],
    ['IN_FORCE', null, 'was put in force'],
    ['LOG_OPENED', null, 'was opened'],
  ])('words the outcome %s %s', (outcome, reason, words) => {
    const explanation = explainDecision({ outcome, reason, decisionId: 'd' }, rules, 'en');
    expect(explanation.outcome.words).toContain(words);
    expect(letterOf(explanation)).toContain(words.split(' ')[0]);
  });

  it('takes a code that it does not know as it is', () => {
    const odd = decision([cell('MOON', { refusal: 'DENY_MOON' })], {
      outcome: 'MOONED',
      reason: 'FULL',
      message: 'M99',
    });
    expect(explainDecision(odd, rules, 'nl')).toMatchObject({
      outcome: { code: 'MOONED:FULL', words: 'MOONED; FULL' },
      message: { code: 'M99', words: 'M99' },
      refused: [{ recipient: 'MOON', words: 'DENY_MOON' }],
    });
  });
});
