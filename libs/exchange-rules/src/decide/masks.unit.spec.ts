import { describe, expect, it } from '@jest/globals';
import type { Content, MessageCode } from '#lib/domain';
import { ask, factsOf } from '../../../../test/fixtures/rules/question.fixture.js';

describe('masks', () => {
  const maskedFor = (message: MessageCode, sender: string, facts: string[], content: Content) =>
    Object.fromEntries(
      ask(message, sender, factsOf(facts), { content })
        .filter(({ masked }) => masked.length > 0)
        .map(({ recipient, masked }) => [recipient, masked]),
    );

  it('VM-1 hides trafficking from all but the bodies that deal with it', () => {
    const content = { reasonCode: 'B8', legalGroundCode: 'B8' };
    const all = ['COA_HOST', 'DET', 'GEM_HOST', 'OTS'];
    expect(maskedFor('M03', 'IND', all, content)).toEqual({
      DJI: ['reasonCode'],
      GEM: ['legalGroundCode', 'reasonCode'],
      NID: ['legalGroundCode', 'reasonCode'],
    });
    expect(maskedFor('M03', 'IND', ['COA_HOST', 'UAM'], content)).toEqual({});
  });

  it.each(['ART64', 'VOVO'])('VM-2 hides %s from a municipality that does not shelter the person', (reasonCode) => {
    expect(maskedFor('M03', 'IND', ['GEM_LSO'], { reasonCode })).toEqual({ GEM: ['reasonCode'] });
    expect(maskedFor('M03', 'IND', ['GEM_HOST'], { reasonCode })).toEqual({});
  });

  it('VM-3 hides closed places from municipalities', () => {
    expect(maskedFor('M09', 'COA', ['GEM_RES'], { locationType: 'GGV' })).toEqual({ GEM: ['locationType'] });
    expect(maskedFor('M09', 'COA', ['GEM_RES'], { locationType: 'AZC' })).toEqual({});
    expect(maskedFor('M19', 'DTV', ['GEM_HOST'], { destination: { kind: 'DJI', code: '1' } })).toEqual({
      GEM: ['destination'],
    });
  });

  it('name no field that is removed anyway', () => {
    expect(maskedFor('M03', 'IND', ['DVO_ORDER', 'IOM_CONSENT'], { reasonCode: 'B8' })).toEqual({});
  });
});
