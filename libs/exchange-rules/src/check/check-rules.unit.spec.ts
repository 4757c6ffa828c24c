import { describe, expect, it } from '@jest/globals';
import type { Catalogue } from '#lib/domain';
import {
  checkCompiled,
  checkRules,
  readRuleFolder,
  sealRuleSet,
  type Finding,
  type FindingKind,
  type RuleFileText,
} from '#lib/exchange-rules';
import {
  amend,
  changedRules,
  compiled,
  draft2027,
  ruleIn,
  RULES_FOLDER,
  type RuleFile,
} from '../../../../test/fixtures/rules/changed-rules.fixture.js';
import { amendNew, BROKEN_RULES, remove } from '../../../../test/fixtures/rules/broken-rules.fixture.js';
import { catalogue } from '../../../../test/fixtures/rules/question.fixture.js';

type Change = (file: (message: string) => RuleFile) => void;

const real = readRuleFolder(RULES_FOLDER);

function findings(texts: readonly RuleFileText[], by: Catalogue = catalogue): readonly Finding[] {
  return checkRules(texts, by, sealRuleSet).findings;
}

function told(list: readonly Finding[]): readonly string[] {
  return list.map(({ kind, file, rule, what }) => `${kind} ${file} ${rule ?? '-'} ${what}`);
}

describe('checking the rules in force', () => {
  const check = checkRules(real, catalogue, sealRuleSet);

  it('finds nothing', () => {
    expect(told(check.findings)).toEqual([]);
  });

  it('counts what was looked at: 675 cells, each a rule, a hard deny or declared empty', () => {
    const { counts } = check;
    expect(counts).toMatchObject({ cells: 675, rules: 301, hardDenied: 107, declaredEmpty: 267 });
    expect(counts?.byStatus).toEqual({ sourced: 131, inferred: 169, statute: 1 });
  });

  it('puts a delivering case to every rule but the idle one, a refusing one to each with a condition, two to each gate', () => {
    const { cases } = check.counts ?? {};
    expect(cases?.dateLimits).toBe(300);
    expect(cases?.deliver).toBeGreaterThanOrEqual(300);
    expect(cases?.refuse).toBeGreaterThanOrEqual(200);
    expect(cases?.gates).toBe(104);
  });

  it('finds nothing in a draft that narrows two cells and frees a field within its ceiling', () => {
    expect(told(findings(draft2027()))).toEqual([]);
  });
});

const M06 = 'm06-departure-interview-report.rules.yaml';
const M16 = 'm16-detention-ordered.rules.yaml';
const M33 = 'm33-departure-confirmed.rules.yaml';

describe('checking rules that are broken on purpose', () => {
  it.each(BROKEN_RULES)('finds %s', (_name, kind, what, change) => {
    const found = findings(changedRules(change));
    expect(told(found.filter((finding) => finding.kind === kind && finding.what.includes(what)))).not.toEqual([]);
    expect(found.every(({ whatToDo }) => whatToDo.length > 20)).toBe(true);
  });

  it('covers every kind of finding', () => {
    const kinds: Record<FindingKind, boolean> = {
      ...{ FORM: true, NAME: true, CONDITION: true, OVERLAP: true, HARD_DENY: true, LEGAL_BASIS: true },
      ...{ GAP: true, CEILING: true, CASE: true, DATE: true, SENTENCE: true },
    };
    expect([...new Set(BROKEN_RULES.map(([, kind]) => kind))].sort()).toEqual(Object.keys(kinds).sort());
  });

  it('says of each finding in which file and rule it lies', () => {
    const [finding] = findings(changedRules((file) => amend(file('M06'), 'R-M06-IND', { when: 'SUSP' })));
    expect(finding).toMatchObject({ kind: 'CASE', file: M06, rule: 'R-M06-IND' });
    const gaps = findings(changedRules((file) => remove(file('M33').rules, 'R-M33-GEM')));
    expect(gaps).toMatchObject([{ kind: 'GAP', file: M33, rule: null }]);
    const denied = findings(changedRules((file) => (file('M16').denied = [])));
    expect(denied.map(({ file }) => file)).toEqual([M16, M16]);
  });

  it('takes a stretch of days for declared when it is', () => {
    const declared = changedRules((file) => {
      amendNew(file('M06'), 'R-M06-IND', 'R-M06-IND-2', 'IND', { validFrom: '2026-08-01' });
      ruleIn(file('M06'), 'R-M06-IND')['validUntil'] = '2026-06-30';
      file('M06').gaps.push({ recipients: ['IND'], from: '2026-07-01', until: '2026-07-31', reason: 'summer' });
    });
    expect(told(findings(declared))).toEqual([]);
  });

  it('finds a ceiling of the catalogue that is wider than the law', () => {
    const medical = catalogue.classes['MD'];
    if (medical === undefined) throw new Error('The class MD is gone.');
    const ceiling = { ...medical.ceiling, IND: 'may-receive' };
    const wider = { ...catalogue, classes: { ...catalogue.classes, MD: { ...medical, ceiling } } };
    const what = 'the ceiling of MD for IND is wider than HD2 allows';
    expect(findings(real, wider).some((finding) => finding.what === what)).toBe(true);
  });
});

describe('checking rules against the table that decides', () => {
  const table = compiled(real);
  const check = (change: Change): readonly string[] => {
    const other = compiled(changedRules(change)).ruleSet;
    return told(checkCompiled(other, table, () => M06).findings);
  };

  it('finds a table that answers otherwise than the words say', () => {
    const found = check((file) => amend(file('M06'), 'R-M06-IND', { when: 'LKO and DET' }));
    expect(found).toContain(`CASE ${M06} R-M06-IND is answered otherwise than it says: R-M06-IND from DTV with LKO`);
  });

  it('finds a table that begins on another day, at the instant on either side of the limit', () => {
    const found = check((file) => (ruleIn(file('M06'), 'R-M06-IND')['validFrom'] = '2026-03-01'));
    expect(found).toContain(`DATE ${M06} R-M06-IND holds at 2026-02-28T22:59:59.999Z, against its dates`);
    const ended = check((file) => (ruleIn(file('M06'), 'R-M06-IND')['validUntil'] = '2026-06-30'));
    expect(ended).toContain(`DATE ${M06} R-M06-IND holds at 2026-06-30T22:00:00.000Z, against its dates`);
  });
});
