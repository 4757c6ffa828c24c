import { describe, expect, it } from '@jest/globals';
import {
  checkRules,
  compareRuleSets,
  loadRuleSet,
  compileRules,
  readRuleFolder,
  sealRuleSet,
} from '#lib/exchange-rules';
import {
  changedRules,
  compiled,
  draft2027,
  ruleIn,
  RULES_FOLDER,
} from '../../../../test/fixtures/rules/changed-rules.fixture.js';
import { catalogue } from '../../../../test/fixtures/rules/question.fixture.js';
import { printCheck } from './print-check.js';
import { printComparison } from './print-comparison.js';
import { ruleFolder } from './rule-folder.js';

function printed(print: (write: (line: string) => void) => void): string {
  const lines: string[] = [];
  print((line) => lines.push(line));
  // eslint-disable-next-line no-control-regex
  return lines.join('\n').replace(/\u001b\[\d+m/g, '');
}

describe('printing a check', () => {
  it('shows the counts and that nothing was found', () => {
    const check = checkRules(readRuleFolder(RULES_FOLDER), catalogue, sealRuleSet);
    const text = printed((write) => printCheck('schemas/rules/2026-11-01', check, write));
    expect(text).toContain('Rule set 2026-11-01 in schemas/rules/2026-11-01');
    expect(text).toMatch(/cells +675 {3}45 messages × 15 recipients/);
    expect(text).toContain('131 sourced, 169 inferred, 1 from statute');
    expect(text).toMatch(/No findings\.$/);
  });

  it('shows each finding with file, rule, what and what to do', () => {
    const broken = changedRules((file) => (ruleIn(file('M06'), 'R-M06-IND')['when'] = 'MOON'));
    const text = printed((write) => printCheck('a-folder', checkRules(broken, catalogue, sealRuleSet), write));
    expect(text).toContain('1 finding\n');
    expect(text).toContain('m06-departure-interview-report.rules.yaml R-M06-IND  NAME');
    expect(text).toContain("the condition of 'when' names an unknown fact 'MOON'");
    expect(text).toContain('→ Use a name that exists');
  });
});

describe('printing a comparison', () => {
  const real = compileRules(catalogue, loadRuleSet(RULES_FOLDER, catalogue));

  it('groups by recipient, gives conditions, examples and fields, and marks what widens', () => {
    const text = printed((write) => printComparison(compareRuleSets(real, compiled(draft2027())), catalogue, write));
    expect(text).toContain('3 cells of 3 recipients change; 1 widen.');
    expect(text).toContain('when  LKO  →  LKO and FORCED');
    expect(text).toContain('no longer delivered in 1 of 4 combinations of sender and facts, e.g. from DTV with LKO');
    expect(text).toContain('legalGround (DE) becomes visible: never → always');
    expect(text).toContain('DVO  DV&O\n  M16 detention ordered: changed');
    const marked = text.split('\n').filter((line) => line.includes('WIDENS'));
    expect(marked).toEqual([expect.stringContaining('M16')]);
  });

  it('says so when nothing changes', () => {
    expect(printed((write) => printComparison(compareRuleSets(real, real), catalogue, write))).toMatch(
      /Nothing changes\.$/,
    );
  });
});

describe('naming a rule set', () => {
  it('takes an id or a folder, and names the ids there are when it is neither', () => {
    expect(ruleFolder('2026-11-01')).toBe(RULES_FOLDER);
    expect(ruleFolder(RULES_FOLDER)).toBe(RULES_FOLDER);
    expect(() => ruleFolder('2019-01-01')).toThrow(/'2019-01-01'.*one of 2026-11-01/);
  });
});
