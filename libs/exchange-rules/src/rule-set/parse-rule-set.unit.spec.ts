import { describe, expect, it } from '@jest/globals';
import type { Catalogue } from '#lib/domain';
import { describeRuleErrors, parseRuleSet, sealRuleSet } from '#lib/exchange-rules';
import { smallCatalogue } from '../../../../test/fixtures/rules/small-catalogue.fixture.js';

const HEAD = `
id: fixture
title: { en: Rules of a test, nl: Regels van een test }
validFrom: 2020-01-01
engine: 1
legalBases:
  LB1: { article: { en: Vw art. 107, nl: artikel 107 Vw }, usedFor: { en: bodies, nl: organen }, status: S }
hardDenies:
  HD1: { title: { en: asylum secrecy, nl: asielgeheim }, sentence: { en: None., nl: Niets. }, basis: D-GEV, status: sourced }
`;

const RULE = `
  - id: R-M06-IND
    recipient: IND
    sentence: { en: IND receives it., nl: De IND ontvangt het. }
    when: LKO
    legalBasis: [LB1]
    basis: L3-LKO
    status: sourced
    validFrom: 2020-01-01`;

const catalogue: Catalogue = smallCatalogue();

function parse(message: string, head = HEAD): string {
  const texts = [
    { file: 'rule-set.yaml', text: head },
    { file: 'm06.rules.yaml', text: message },
  ];
  const parsed = parseRuleSet(texts, catalogue);
  return parsed.ok ? 'ok' : describeRuleErrors(parsed.errors);
}

function file(rules: string): string {
  return `message: M06\nrules:${rules}`;
}

describe('reading a rule set', () => {
  it('accepts a small one', () => {
    expect(parse(file(RULE))).toBe('ok');
  });

  it.each([
    ['an unknown message', `message: M99\nrules:${RULE}`, "unknown message 'M99'"],
    ['an unknown recipient', file(RULE.replace('recipient: IND', 'recipient: FBI')), "unknown endpoint 'FBI'"],
    ['an unknown fact', file(RULE.replace('when: LKO', 'when: LKO and MOON')), "names an unknown fact 'MOON'"],
    ['an unknown field', file(`${RULE}\n    withheld: [nothing]`), "unknown field 'nothing'"],
    ['an unknown gated field', file(`${RULE}\n    gated: { nothing: LKO }`), "unknown field 'nothing'"],
    ['a broken gate', file(`${RULE}\n    gated: { narrative: LKO or }`), 'ends where a fact is expected'],
    [
      'a field both withheld and gated',
      file(`${RULE}\n    withheld: [narrative]\n    gated: { narrative: LKO }`),
      'both',
    ],
    ['and beside or', file(RULE.replace('when: LKO', 'when: LKO and DET or UAM')), "mixes 'and' with 'or'"],
    ['an open parenthesis', file(RULE.replace('when: LKO', 'when: (LKO or DET')), "lacks a ')'"],
    ['something after the condition', file(RULE.replace('when: LKO', 'when: LKO DET')), 'something after its end'],
    ['always among others', file(RULE.replace('when: LKO', 'when: LKO or always')), "'always' stands alone"],
    ['an unknown legal basis', file(RULE.replace('[LB1]', '[LB9]')), "unknown legal basis 'LB9'"],
    ['no legal basis', file(RULE.replace('[LB1]', '[]')), 'names no legal basis'],
    ['an unknown status', file(RULE.replace('status: sourced', 'status: sure')), "'status' must be one of"],
    ['a day that does not exist', file(RULE.replace('2020-01-01', '2020-02-30')), 'must be a date'],
    ['an end before the begin', file(`${RULE}\n    validUntil: 2019-12-31`), 'ends before it begins'],
    ['a foreign id', file(RULE.replace('R-M06-IND', 'R-M07-IND')), 'the id must be R-M06-IND'],
    [
      'no sentence',
      file(RULE.replace(', nl: De IND ontvangt het.', '')),
      "'sentence' must be a text in each of nl and en",
    ],
    ['a misspelt key', file(RULE.replace('when: LKO', 'if: LKO')), "unknown key 'if'"],
    ['the same cell twice', file(`${RULE}${RULE.replace('R-M06-IND', 'R-M06-IND-2')}`), 'same days as R-M06-IND'],
    ['a denied cell', `${file(RULE)}\ndenied:\n  - { hardDeny: HD1, recipients: [IND] }`, 'a cell that HD1 denies'],
    [
      'an unknown hard deny',
      `${file(RULE)}\ndenied:\n  - { hardDeny: HD99, recipients: [EMB] }`,
      "unknown hard deny 'HD99'",
    ],
    ['broken YAML', 'message: [M06', 'm06.rules.yaml: '],
    [
      'YAML aliases',
      file(RULE.replace('when: LKO', 'when: &a LKO').replace('basis: L3-LKO', 'basis: *a')),
      'uses YAML aliases',
    ],
  ])('refuses %s', (_what, text, error) => {
    expect(parse(text)).toContain(error);
  });

  it('names every error with its file and rule', () => {
    const errors = parse(file(RULE.replace('LKO', 'MOON').replace('[LB1]', '[LB9]'))).split('\n');
    expect(errors).toEqual([
      "m06.rules.yaml R-M06-IND: the condition of 'when' names an unknown fact 'MOON'",
      "m06.rules.yaml R-M06-IND: unknown legal basis 'LB9'",
    ]);
  });

  it('gives the same hash whatever the order of the files, and another one for another rule', () => {
    const hashOf = (...rules: string[]): string => {
      const files = rules.map((rule, place) => ({ file: `${place}.rules.yaml`, text: file(rule) }));
      const parsed = parseRuleSet([...files, { file: 'rule-set.yaml', text: HEAD }], catalogue);
      if (!parsed.ok) throw new Error(describeRuleErrors(parsed.errors));
      return sealRuleSet(parsed.ruleSet, catalogue).hash;
    };
    const coa = RULE.replaceAll('IND', 'COA');
    expect(hashOf(RULE, coa)).toBe(hashOf(coa, RULE));
    expect(hashOf(RULE, coa)).not.toBe(hashOf(RULE));
    expect(hashOf(RULE.replace('LKO\n', 'DET\n'))).not.toBe(hashOf(RULE));
  });
});
