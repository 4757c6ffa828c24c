import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Catalogue } from '#lib/domain';
import { compileRules, decideLine, loadRuleSet } from '#lib/exchange-rules';

const SCHEMAS = join(import.meta.dirname, '../../../../schemas');
const catalogue = JSON.parse(readFileSync(join(SCHEMAS, 'catalogue.json'), 'utf8')) as Catalogue;
const rules = compileRules(catalogue, loadRuleSet(join(SCHEMAS, 'rules/2026-11-01'), catalogue));
const lists = {
  nbiCountries: ['XK'],
  iomConsentDays: 60,
  lvvRestDays: 14,
  removabilityCheckHours: 72,
  refuseUncheckedRemoval: false,
};

function answer(line: string): unknown {
  return decideLine(rules, catalogue, lists, line, 7, '2026-11-20T10:00:00Z');
}

function ask(message: string, sender: string, facts: unknown, content?: unknown): unknown {
  return answer(JSON.stringify({ message, sender, facts, content }));
}

describe('a line of decide', () => {
  it('is answered with who receives what, and who is refused on which ground', () => {
    expect(ask('M06', 'DTV', ['COA_HOST', 'LKO'])).toEqual({
      delivered: [
        { recipient: 'IND', removed: ['narrative', 'medicalStatements'] },
        { recipient: 'COA', removed: ['narrative', 'asylumRelatedStatements', 'medicalStatements'] },
        { recipient: 'POL', removed: ['narrative', 'asylumRelatedStatements', 'medicalStatements'] },
      ],
      refused: {
        DENY_NOT_LISTED: ['BMA', 'MED', 'KMAR', 'DJI', 'DVO', 'IOM', 'VWN', 'BUZA'],
        DENY_CONDITION: ['GEM', 'NID'],
        'DENY_HARD:HD1': ['EMB'],
      },
    });
  });

  it('names masked fields beside the removed ones', () => {
    expect(ask('M03', 'IND', ['GEM_LSO'], { reasonCode: 'ART64' })).toMatchObject({
      delivered: expect.arrayContaining([{ recipient: 'GEM', removed: [], masked: ['reasonCode'] }]),
    });
  });

  it('names units where facts name them', () => {
    expect(ask('M41', 'GEM:0599', ['GEM_LSO@GEM:0599'])).toMatchObject({
      delivered: expect.arrayContaining([expect.objectContaining({ recipient: 'DTV' })]),
    });
    expect(ask('M41', 'GEM:0344', ['GEM_LSO@GEM:0599'])).toMatchObject({ delivered: [] });
    expect(ask('M24', 'DTV', ['LP@EMB:NG', 'LP@EMB:GH'], { countryOfApplication: 'NG' })).toMatchObject({
      delivered: [expect.objectContaining({ recipient: 'EMB:NG' })],
      refused: { DENY_CONDITION: expect.arrayContaining(['EMB:GH']) },
    });
  });

  it('means the only mission it names when it does not say which country the message concerns', () => {
    expect(ask('M24', 'DTV', ['LP@EMB:NG'])).toMatchObject({
      delivered: [expect.objectContaining({ recipient: 'EMB:NG' })],
    });
  });

  it('takes a closing message as a fact, and what content adds', () => {
    expect(ask('M31', 'IOM', ['IOM_CLOSING', 'UAM'])).toMatchObject({
      delivered: [expect.objectContaining({ recipient: 'DTV' }), expect.objectContaining({ recipient: 'IND' })],
    });
    expect(ask('M43', 'COA', ['DVO_ORDER'], { intensityLevel: 4 })).toMatchObject({
      delivered: expect.arrayContaining([expect.objectContaining({ recipient: 'DVO' })]),
    });
  });

  it.each([
    ['broken JSON', '{"message":', 'BAD_JSON'],
    ['something else than an object', '[1,2]', 'BAD_LINE'],
    ['null', 'null', 'BAD_LINE'],
    ['no facts', '{"message":"M06","sender":"DTV"}', 'BAD_LINE'],
    ['facts that are no list', '{"message":"M06","sender":"DTV","facts":"LKO"}', 'BAD_LINE'],
    ['an unknown message', '{"message":"M99","sender":"DTV","facts":[]}', 'UNKNOWN_MESSAGE'],
    ['a message in lower case', '{"message":"m06","sender":"DTV","facts":[]}', 'UNKNOWN_MESSAGE'],
    ['a name of every object', '{"message":"__proto__","sender":"DTV","facts":[]}', 'UNKNOWN_MESSAGE'],
    ['a control message', '{"message":"H1","sender":"DTV","facts":[]}', 'UNKNOWN_MESSAGE'],
    ['an unknown sender', '{"message":"M06","sender":"FBI","facts":[]}', 'UNKNOWN_SENDER'],
    ['a unit where there are none', '{"message":"M06","sender":"DTV:1","facts":[]}', 'UNKNOWN_SENDER'],
    ['a sender of other messages', '{"message":"M06","sender":"COA","facts":[]}', 'SENDER_NOT_ALLOWED'],
    ['an unknown fact', '{"message":"M06","sender":"DTV","facts":["MOON"]}', 'UNKNOWN_FACT'],
    ['a fact for an unknown endpoint', '{"message":"M06","sender":"DTV","facts":["LKO_INV@FBI"]}', 'UNKNOWN_FACT'],
    ['a unit in the wrong form', '{"message":"M06","sender":"DTV","facts":["GEM_RES@GEM:NG"]}', 'UNKNOWN_FACT'],
    ['a fact that is no text', '{"message":"M06","sender":"DTV","facts":[1]}', 'UNKNOWN_FACT'],
    ['content that is no object', '{"message":"M06","sender":"DTV","facts":[],"content":[]}', 'BAD_LINE'],
  ])('gives an error object for %s', (_what, line, code) => {
    expect(answer(line)).toEqual({ line: 7, error: { code, message: expect.any(String) } });
  });

  it('never repeats in an error what the line said', () => {
    expect(JSON.stringify(ask('M06', 'DTV', ['9999000001']))).not.toContain('9999000001');
    expect(JSON.stringify(ask('9999000001', 'DTV', []))).not.toContain('9999000001');
  });

  it('answers anything at all without failing', () => {
    const words = fc.constantFrom('M06', 'M24', 'DTV', 'EMB:NG', 'LP', 'SUSP', 'LP@EMB:NG', '', '@', ':', '__proto__');
    const value = fc.anything({ values: [words, fc.integer(), fc.constant(null)], maxDepth: 2 });
    const record = fc.record(
      { message: value, sender: value, facts: fc.array(words), content: value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          record.map((asked) => JSON.stringify(asked)),
        ),
        (line) => {
          expect(answer(line)).toEqual(expect.any(Object));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
