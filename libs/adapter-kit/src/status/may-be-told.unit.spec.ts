import { describe, expect, it } from '@jest/globals';
import { loadConditionFacts } from '#lib/contracts';
import { ENDPOINTS, type Endpoint, type MessageCode } from '#lib/domain';
import { projectRoot } from '#lib/platform';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { FACT_CLASSES } from './fact-classes.js';
import { mayBeTold } from './may-be-told.js';

const { catalogue } = testContracts();
const conditionFacts = loadConditionFacts(projectRoot(), catalogue);
const told = (code: MessageCode, sender: Endpoint): readonly Endpoint[] =>
  ENDPOINTS.filter(
    (recipient) => recipient !== sender && mayBeTold(catalogue, sender, conditionFacts(code, recipient)),
  );

describe('mayBeTold', () => {
  it('tells the director of the return process of everybody', () => {
    expect(told('M06', 'DTV')).toEqual(ENDPOINTS.filter((endpoint) => endpoint !== 'DTV'));
  });

  it('does not tell COA by the fate of its message that the person asked IOM for help', () => {
    expect(conditionFacts('M09', 'IOM')).toContain('IOM_CONSENT');
    expect(told('M09', 'COA')).not.toContain('IOM');
    expect(told('M09', 'COA')).toContain('DTV');
  });

  it('tells a municipality where it may know the fact, and not of care', () => {
    expect(told('M44', 'GEM')).toContain('DTV');
    expect(mayBeTold(catalogue, 'GEM', ['MED_CARE'])).toBe(false);
    expect(mayBeTold(catalogue, 'GEM', ['GEM_LSO'])).toBe(true);
  });

  it('tells a mission of nobody', () => {
    expect(told('M26', 'EMB')).toEqual([]);
  });

  it('tells the owner of a fact of those who get the message by it', () => {
    expect(mayBeTold(catalogue, 'COA', ['VWN_CONSENT'])).toBe(true);
    expect(mayBeTold(catalogue, 'IND', ['VWN_CONSENT'])).toBe(false);
  });

  it('weighs every fact by a class of the catalogue, but for those of the sender and of the owners', () => {
    const named = new Set(Object.values(FACT_CLASSES));
    expect([...named].filter((name) => !Object.hasOwn(catalogue.classes, name)).sort()).toEqual(['OWNERS', 'SENDER']);
  });
});
