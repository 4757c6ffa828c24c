import { describe, expect, it } from '@jest/globals';
import type { Cell, Content, Endpoint, MessageCode } from '#lib/domain';
import { NO_LIMITS } from '#lib/exchange-rules';
import { answers, ask, factsOf } from '../../../../test/fixtures/rules/question.fixture.js';

describe('the order of refusals', () => {
  it('names a failed validation before all else', () => {
    const cells = ask('M34', 'DTV', factsOf([], ['ART64']), { rejection: 'VAL-09' });
    expect(new Set(cells.map(({ refusal }) => refusal))).toEqual(new Set(['REJECT:VAL-09']));
    expect(cells).toHaveLength(14);
  });

  it('blocks a removal message for everybody while a stop is open, before hard denies', () => {
    const cells = ask('M36', 'DTV', factsOf(['DVO_ORDER'], ['B8']));
    expect(new Set(cells.map(({ refusal }) => refusal))).toEqual(new Set(['BLOCK_SUSPENDED']));
    expect(cells[0]?.read).toEqual({ SUSP: true });
  });

  it('lets a departure confirmation by IOM reach DT&V and IND only, whatever the cell says', () => {
    const byIom = answers(ask('M33', 'IOM', factsOf(['COA_HOST'])));
    expect(byIom).toMatchObject({ DTV: 'yes', IND: 'yes', COA: 'DENY_HARD:HD5', EMB: 'DENY_HARD:HD5' });
    const byKmar = answers(ask('M33', 'KMAR', factsOf(['COA_HOST'])));
    expect(byKmar).toMatchObject({ COA: 'yes', EMB: 'DENY_HARD:HD1' });
  });

  it('names the sender only where the rules would have delivered', () => {
    const limits = { ...NO_LIMITS, onlyFor: ['COA', 'GEM:0599'] };
    const facts = factsOf(['COA_HOST', 'GEM_HOST@GEM:0599', 'GEM_HOST@GEM:0344']);
    expect(answers(ask('M02', 'IND', facts, { envelope: limits }))).toMatchObject({
      DTV: 'DENY_SENDER',
      COA: 'yes',
      'GEM:0344': 'DENY_SENDER',
      'GEM:0599': 'yes',
      NID: 'DENY_CONDITION',
      EMB: 'DENY_HARD:HD1',
    });
  });
});

describe('what the sender withholds', () => {
  it('is removed for everybody, in catalogue order', () => {
    const cells = ask('M02', 'IND', factsOf(['COA_HOST']), { envelope: { ...NO_LIMITS, withhold: ['decisionDate'] } });
    expect(cells.find(({ recipient }) => recipient === 'COA')?.removed).toEqual([
      'decisionDate',
      'grounds',
      'publicOrderGround',
    ]);
    expect(cells.find(({ recipient }) => recipient === 'DTV')?.removed).toEqual(['decisionDate']);
  });

  it('can not be the identity: then nothing goes out', () => {
    const withheld = (field: string) =>
      answers(ask('M24', 'DTV', factsOf(['LP', 'UAM']), { envelope: { ...NO_LIMITS, withhold: [field] } }));
    expect(withheld('person')).toMatchObject({ NID: 'DENY_SENDER', EMB: 'DENY_SENDER' });
    expect(withheld('vNumber')).toMatchObject({ NID: 'DENY_SENDER', EMB: 'yes' });
  });
});

describe('units', () => {
  it('get one cell each, sorted, and ended facts still name their unit', () => {
    const facts = factsOf(['GEM_RES@GEM:0599', '-GEM_RES@GEM:0344']);
    const cells = ask('M09', 'COA', facts).filter(({ recipient }) => recipient === 'GEM');
    expect(answers(cells)).toEqual({ 'GEM:0344': 'DENY_CONDITION', 'GEM:0599': 'yes' });
    expect(cells.map(({ unit }) => unit)).toEqual(['0344', '0599']);
  });

  it('get one cell without a unit when no fact names any', () => {
    expect(answers(ask('M09', 'COA', factsOf([])))).toMatchObject({ GEM: 'DENY_CONDITION' });
  });

  it.each([
    ['GEM:0599', 'yes'],
    ['GEM:0344', 'DENY_CONDITION'],
  ])('let a referral by %s reach DT&V only for its own case: %s', (sender, expected) => {
    expect(answers(ask('M41', sender, factsOf(['GEM_LSO@GEM:0599'])))['DTV']).toBe(expected);
  });

  it('count for a recipient without units when they hold for any unit, unless a unit sends', () => {
    expect(answers(ask('M08', 'DTV', factsOf(['GEM_LSO@GEM:0599'])))['IND']).toBe('yes');
    expect(answers(ask('M08', 'GEM:0344', factsOf(['GEM_LSO@GEM:0599'])))['IND']).toBe('DENY_CONDITION');
  });

  it('hold an invitation for the invited alone', () => {
    const facts = factsOf(['LKO_INV@GEM:0599', 'VWN_CONSENT', 'GEM_RES@GEM:0344', 'UAM']);
    expect(answers(ask('M08', 'DTV', facts))).toMatchObject({
      'GEM:0599': 'yes',
      'GEM:0344': 'DENY_CONDITION',
      VWN: 'DENY_CONDITION',
      NID: 'DENY_CONDITION',
    });
  });

  it('never include one of the sender', () => {
    const cells = ask('M26', 'EMB:NG', factsOf(['LP@EMB:NG', 'LP@EMB:GH']));
    expect(cells.some(({ recipient }) => recipient === 'EMB')).toBe(false);
  });
});

describe('a file for a mission', () => {
  const facts = factsOf(['LP@EMB:NG', 'LP@EMB:GH', 'LP_ARRIVAL@EMB:NG', 'LP_ARRIVAL@EMB:GH']);
  const missions = (message: MessageCode, content: Content) =>
    answers(ask(message, 'DTV', facts, { content }).filter(({ recipient }) => recipient === 'EMB'));

  it.each<[MessageCode, Content]>([
    ['M24', { countryOfApplication: 'NG' }],
    ['M25', { venue: { kind: 'MISSION', code: 'NG' } }],
    ['M34', { destination: 'NG' }],
  ])('%s reaches the mission of its own country only', (message, content) => {
    expect(missions(message, content)).toEqual({ 'EMB:GH': 'DENY_CONDITION', 'EMB:NG': 'yes' });
  });

  it.each<[MessageCode, Content]>([
    ['M24', {}],
    ['M24', { countryOfApplication: 'TG' }],
    ['M25', { venue: { kind: 'ADDRESS', code: 'NG' } }],
    ['M34', {}],
  ])('%s that names no mission of the case reaches none (%j)', (message, content) => {
    expect(new Set(Object.values(missions(message, content)))).toEqual(new Set(['DENY_CONDITION']));
  });

  it('needs the condition of that very unit', () => {
    const other = factsOf(['LP@EMB:GH', '-LP@EMB:NG']);
    const content = { countryOfApplication: 'NG' };
    expect(answers(ask('M24', 'DTV', other, { content }))).toMatchObject({
      'EMB:NG': 'DENY_CONDITION',
      'EMB:GH': 'DENY_CONDITION',
    });
  });

  it('holds criminal facts only when the country is on the list', () => {
    const removed = (country: string) =>
      ask('M24', 'DTV', factsOf([`LP@EMB:${country}`]), { content: { countryOfApplication: country } }).find(
        ({ recipient }) => recipient === 'EMB',
      )?.removed;
    expect(removed('NG')).toContain('criminalHistory');
    expect(removed('XK')).not.toContain('criminalHistory');
    expect(removed('XK')).toContain('vNumber');
  });

  it('goes to every mission that was told of the arrival when it is cancelled', () => {
    const told = factsOf(['LP_ARRIVAL_TOLD@EMB:NG', '-LP_ARRIVAL_TOLD@EMB:GH', 'LP_ARRIVAL_TOLD@EMB:TG']);
    expect(answers(ask('M38', 'DTV', told))).toMatchObject({
      'EMB:NG': 'yes',
      'EMB:GH': 'DENY_CONDITION',
      'EMB:TG': 'yes',
    });
  });
});

describe('facts of the message itself', () => {
  const removedFor = (cells: readonly Cell[], endpoint: Endpoint) =>
    cells.find(({ recipient }) => recipient === endpoint)?.removed;

  it('take a Wpg ground from police and KMar only', () => {
    const envelope = { ...NO_LIMITS, wpgArticle: 'art. 16 Wpg' };
    expect(removedFor(ask('M01', 'POL', factsOf([]), { envelope }), 'DTV')).not.toContain('policeInformation');
    expect(removedFor(ask('M01', 'IND', factsOf([]), { envelope }), 'DTV')).toContain('policeInformation');
    expect(removedFor(ask('M01', 'POL', factsOf([])), 'DTV')).toContain('policeInformation');
  });

  it.each([
    [1, 'DENY_CONDITION'],
    [3, 'yes'],
    [4, 'yes'],
  ])('rate an incident of level %d: KMar %s', (intensityLevel, expected) => {
    const cells = ask('M43', 'COA', factsOf(['FORCED', 'KMAR_TASK']), { content: { intensityLevel } });
    expect(answers(cells)['KMAR']).toBe(expected);
  });

  it('hear of a stop: LP and LP_ARRIVAL are false while one is open', () => {
    const gated = (stops: string[]) => removedFor(ask('M22', 'POL', factsOf(['LP@EMB:NG'], stops)), 'DTV');
    expect(gated([])).not.toContain('fingerprints');
    expect(gated(['ASIEL'])).toContain('fingerprints');
  });
});

describe('what the answer names', () => {
  it('are the facts that were read, with their value', () => {
    const cells = ask('M06', 'DTV', factsOf(['LKO']));
    expect(cells.find(({ recipient }) => recipient === 'IND')).toMatchObject({
      ruleId: 'R-M06-IND',
      read: { LKO: true, NOFAULT: false },
    });
    expect(cells.find(({ recipient }) => recipient === 'COA')).toMatchObject({
      ruleId: 'R-M06-COA',
      read: { LKO: true, COA_HOST: false },
    });
    expect(cells.find(({ recipient }) => recipient === 'BMA')).toMatchObject({ ruleId: null, read: {} });
  });
});
