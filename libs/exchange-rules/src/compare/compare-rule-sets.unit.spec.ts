import { describe, expect, it } from '@jest/globals';
import { compareRuleSets, readRuleFolder, type CellChange, type RuleFileText } from '#lib/exchange-rules';
import {
  amend,
  changedRules,
  compiled,
  draft2027,
  ruleIn,
  RULES_FOLDER,
} from '../../../../test/fixtures/rules/changed-rules.fixture.js';

const real = compiled(readRuleFolder(RULES_FOLDER));

function changes(texts: readonly RuleFileText[]): readonly CellChange[] {
  return compareRuleSets(real, compiled(texts)).changes;
}

describe('comparing two rule sets', () => {
  it('finds nothing between a rule set and itself', () => {
    expect(compareRuleSets(real, real).changes).toEqual([]);
  });

  it('names the cells and fields that the draft for 2027 changes, and marks the one that widens', () => {
    const found = changes(draft2027());
    expect(found.map(({ recipient, message, kind, widens }) => [recipient, message, kind, widens])).toEqual([
      ['POL', 'M06', 'CHANGED', false],
      ['DVO', 'M16', 'CHANGED', true],
      ['GEM', 'M33', 'CHANGED', false],
    ]);
  });

  it('counts over all combinations of facts who gains and who loses, with the smallest example', () => {
    const [police, transport, municipality] = changes(draft2027());
    expect(police).toMatchObject({ tried: 4, gained: 0, lost: 1, delivery: 'less', fields: [] });
    expect(police?.example).toEqual({ gained: null, lost: { sender: 'DTV', facts: ['LKO'] } });
    expect(transport).toMatchObject({ gained: 0, lost: 0, delivery: null });
    expect(transport?.fields).toEqual([
      {
        field: 'legalGround',
        class: 'DE',
        before: 'never',
        after: 'always',
        direction: 'more',
        turns: 'visible',
        masked: false,
      },
    ]);
    expect(municipality).toMatchObject({
      delivery: 'less',
      before: { when: 'GEM_HOST or GEM_LSO or GEM_RES' },
      after: { when: 'GEM_HOST or GEM_LSO' },
    });
    expect(municipality?.example.lost?.facts).toEqual(['GEM_RES']);
  });

  it('reads the other way round as the opposite', () => {
    const draft = compiled(draft2027());
    const back = compareRuleSets(draft, real).changes;
    expect(back.map(({ recipient, widens, delivery }) => [recipient, widens, delivery])).toEqual([
      ['POL', true, 'more'],
      ['DVO', false, null],
      ['GEM', true, 'more'],
    ]);
    expect(back[1]?.fields[0]).toMatchObject({ turns: 'hidden', direction: 'less' });
  });

  it('tells a condition that is other from one that is wider', () => {
    const [change] = changes(changedRules((file) => amend(file('M06'), 'R-M06-POL', { when: 'POL_SUP' })));
    expect(change).toMatchObject({ delivery: 'other', widens: true, gained: 1, lost: 1, tried: 4 });
  });

  it('takes a condition in other words for the same', () => {
    const [change, ...others] = changes(
      changedRules((file) => amend(file('M33'), 'R-M33-GEM', { when: '(GEM_RES or GEM_HOST) or GEM_LSO' })),
    );
    expect(others).toEqual([]);
    expect(change).toMatchObject({ kind: 'WORDING', widens: false, gained: 0, lost: 0, fields: [] });
  });

  it('names cells that open and cells that close', () => {
    const found = changes(
      changedRules((file) => {
        const m06 = file('M06');
        m06.rules.push({ ...ruleIn(m06, 'R-M06-COA'), id: 'R-M06-KMAR', recipient: 'KMAR', when: 'KMAR_TASK' });
        m06.rules.splice(
          m06.rules.findIndex(({ id }) => id === 'R-M06-GEM'),
          1,
        );
      }),
    );
    expect(found.map(({ recipient, kind, widens, refusals }) => [recipient, kind, widens, refusals])).toEqual([
      ['KMAR', 'OPENED', true, ['DENY_NOT_LISTED', null]],
      ['GEM', 'CLOSED', false, [null, 'DENY_NOT_LISTED']],
    ]);
  });

  it('names a cell that is refused on another ground', () => {
    const found = changes(changedRules((file) => file('M06').denied.push({ hardDeny: 'HD3', recipients: ['VWN'] })));
    expect(found).toMatchObject([
      { recipient: 'VWN', kind: 'REFUSAL', refusals: ['DENY_NOT_LISTED', 'DENY_HARD:HD3'] },
    ]);
  });

  it('says from which day to which a change holds', () => {
    const found = changes(
      changedRules((file) => {
        ruleIn(file('M06'), 'R-M06-IND')['validUntil'] = '2026-12-31';
        file('M06').rules.push({
          ...ruleIn(file('M06'), 'R-M06-IND'),
          id: 'R-M06-IND-2',
          validFrom: '2027-02-01',
          validUntil: null,
        });
      }),
    );
    expect(found.map(({ kind, from, until }) => [kind, from, until])).toEqual([
      ['CLOSED', '2027-01-01', '2027-01-31'],
      ['WORDING', '2027-02-01', null],
    ]);
  });

  it('sees a limit on a sender that is lifted', () => {
    const found = changes(changedRules((file) => (file('M33').senderLimits = [])));
    expect(new Set(found.map(({ message }) => message))).toEqual(new Set(['M33']));
    const wider = found.filter(({ widens }) => widens);
    expect(wider.map(({ recipient }) => recipient)).toEqual(['COA', 'POL', 'KMAR', 'DJI', 'DVO', 'GEM', 'NID']);
    expect(wider.every(({ example }) => example.gained?.sender === 'IOM')).toBe(true);
  });

  it('says of a field that is hidden that some of its values were masked', () => {
    const [change] = changes(changedRules((file) => amend(file('M38'), 'R-M38-COA', { withheld: ['reasonCode'] })));
    expect(change?.fields.find(({ field }) => field === 'reasonCode')).toMatchObject({ turns: 'hidden', masked: true });
  });
});
