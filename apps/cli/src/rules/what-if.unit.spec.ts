import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseFacts } from '#lib/domain';
import { compileRules, loadRuleSet, type CompiledRules, type RuleSet } from '#lib/exchange-rules';
import { InMemoryBroker, InMemoryLog, type StoredRecord } from '#lib/messaging';
import { projectRoot } from '#lib/platform';
import { openLog } from '#lib/routing';
import { caseTraffic, InMemoryHubLogStore, testHub, testSetUp } from '#lib/testing';
import { differingCells, printWhatIf } from './print-what-if.js';
import { courseBy } from './what-if-on-hub.js';
import { emptyWhatIf, takeRecord, type WhatIf } from './what-if.js';

const CASES = 4;
const test = testHub();
const { contracts, hub, topics } = test;
const ruleSet = loadRuleSet(`${projectRoot()}/schemas/rules/2026-11-01`, contracts.catalogue);
const real = compileRules(contracts.catalogue, ruleSet);

let records: StoredRecord[];

beforeAll(async () => {
  const log = new InMemoryLog({ broker: new InMemoryBroker() });
  const rows = { partitionRow: () => Promise.resolve(null) };
  await openLog(testSetUp(test, log, new InMemoryHubLogStore(), rows, 1));
  await log.publish(caseTraffic(test, CASES));
  records = [];
  const [ends] = await log.ends(topics.messages);
  for await (const page of log.read(topics.messages, 0, 0, ends?.high ?? 0)) records.push(...page);
});

function changed(change: (rule: RuleSet['rules'][number]) => RuleSet['rules'][number] | null): CompiledRules {
  const rules = ruleSet.rules.flatMap((rule) => change(rule) ?? []);
  return compileRules(contracts.catalogue, { ...ruleSet, rules, id: 'draft', hash: 'f'.repeat(64) });
}

function compare(other: CompiledRules): WhatIf {
  const whatIf = emptyWhatIf();
  const { logId, keys } = hub;
  const liesIn = () => true;
  const course = (rules: CompiledRules) => {
    const facts = new Map<string, CaseFacts>();
    const byCase = {
      get: (key: string) => facts.get(key) ?? null,
      set: (key: string, value: CaseFacts) => void facts.set(key, value),
    };
    return courseBy(rules, { contracts, logId, keys, topics, liesIn }, byCase);
  };
  const courses = [course(real), course(other)] as const;
  for (const record of records) takeRecord(whatIf, courses, contracts, record);
  return whatIf;
}

describe('what another rule set would have done to a recorded log', () => {
  it('is nothing when it is the same', () => {
    const whatIf = compare(real);
    expect(differingCells(whatIf)).toEqual([]);
    expect(whatIf).toMatchObject({ records: records.length, messages: 3 * CASES, halted: 0 });
    expect(whatIf.same).toBeGreaterThan(5 * CASES);
  });

  it('counts deliveries that would not have been made, cell by cell, repeats left out', () => {
    const whatIf = compare(changed((rule) => (rule.id === 'R-M06-COA' ? null : rule)));
    expect(differingCells(whatIf)).toEqual([
      { message: 'M06', recipient: 'COA', before: CASES, after: 0, gained: 0, lost: CASES, fields: 0 },
    ]);
  });

  it('counts deliveries that would have been made besides, and those with other fields', () => {
    const whatIf = compare(
      changed((rule) => {
        if (rule.id === 'R-M06-NID') return { ...rule, when: 'LKO' };
        return rule.id === 'R-M06-POL' ? { ...rule, withheld: rule.withheld.slice(1) } : rule;
      }),
    );
    expect(differingCells(whatIf)).toEqual([
      { message: 'M06', recipient: 'POL', before: CASES, after: CASES, gained: 0, lost: 0, fields: CASES },
      { message: 'M06', recipient: 'NID', before: 0, after: CASES, gained: CASES, lost: 0, fields: 0 },
    ]);
  });

  it('prints counts and codes alone, nothing of a case', () => {
    const lines: string[] = [];
    printWhatIf(compare(changed((rule) => (rule.message === 'M24' ? null : rule))), (line) => lines.push(line));
    const text = lines.join('\n');
    expect(text).toContain('messages decided by both rule sets');
    expect(text).toMatch(/EMB {8}M24/);
    expect(text).not.toMatch(/\d{10}|[0-9a-f]{16}/);
  });

  it('says that a partition ends where a schema is lacking', () => {
    const whatIf = emptyWhatIf();
    const { logId, keys } = hub;
    const liesIn = () => true;
    const facts = { get: () => null, set: () => undefined };
    const course = courseBy(real, { contracts, logId, keys, topics, liesIn }, facts);
    const lacking = { ...course, hub: { ...course.hub, program: () => null } };
    const message = records.find(({ key }) => key !== null);
    if (message === undefined) throw new Error('Reading the traffic: there is no message in it.');
    expect(takeRecord(whatIf, [course, lacking], contracts, message)).toBe(false);
    expect(whatIf.halted).toBe(1);
  });
});
