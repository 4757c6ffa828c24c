import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainDecision, explainLine, LANGUAGES, letterOf, type Language } from '#lib/exchange-rules';
import { lists, rules } from '../../../../../test/fixtures/rules/question.fixture.js';

const AT = '2026-11-20T10:00:00.000Z';

function letter(question: object, language: Language): string {
  const explained = explainLine(rules, lists, JSON.stringify(question), 1, AT, language);
  if ('error' in explained) throw new Error(`Explaining a question: ${explained.error.code}`);
  return letterOf(explained);
}

interface Step {
  readonly sender: string;
  readonly message: string;
  readonly facts: readonly string[];
}

function stepsOf(story: string): readonly Step[] {
  const file = join(import.meta.dirname, `../../../../../schemas/stories/${story}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly steps: readonly Step[] }).steps;
}

describe('a letter', () => {
  const question = { message: 'M06', sender: 'DTV', facts: ['COA_HOST', 'LKO'] };

  it('is addressed, says what was decided, for whom and why, and is signed', () => {
    const text = letter(question, 'nl');
    const order = [
      'Onderwerp',
      'Geachte heer, mevrouw,',
      'Wie het bericht ontving',
      'Regel R-M06-COA: “Het COA ontvangt M06 (verslag',
      'Grondslag: LB1 en LB2.',
      'Wie het niet ontving',
      'Grondslagen',
      'artikel 107 Vw 2000',
      'https://mijnwetten.nl/vreemdelingenwet-2000/artikel107/',
      'Bronnen van de regels',
      'Feiten waarop de beslissing berust',
      'Versies, en hoe u dit laat nagaan',
      rules.hash,
      'Hoogachtend,',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('says the same in English', () => {
    const text = letter(question, 'en');
    for (const part of ['Dear Sir or Madam,', 'Who received the message', 'Legal bases', 'Yours faithfully,'])
      expect(text).toContain(part);
  });

  it('keeps to 100 columns but for addresses and hashes', () => {
    const long = letter(question, 'nl')
      .split('\n')
      .filter((line) => line.length > 100 && !/https?:|SHA-256/.test(line));
    expect(long).toEqual([]);
  });

  it('of a recorded decision bears its id, its times in Dutch time, and how to have it decided again', () => {
    const record = {
      decisionId: '0f5c8f9e-0000-8000-8000-000000000001',
      ...{ logId: 'a-log', partition: 2, offset: 17, outcome: 'DECIDED', message: 'M06', sender: 'DTV', engine: 1 },
      ...{ time: '2026-11-20T23:30:00.000Z', factTime: '2026-07-01T10:00:00.000Z', ruleSet: rules, cells: [] },
    };
    const dutch = letterOf(explainDecision(record, rules, 'nl'));
    for (const part of [record.decisionId, '21 november 2026 om 00:30 uur', '1 juli 2026 om 12:00 uur'])
      expect(dutch).toContain(part);
    expect(dutch.replace(/\s+/g, ' ')).toContain('`schakel recompute`');
    expect(dutch.replace(/\s+/g, ' ')).toContain('zaaklogboek a-log, partitie 2, plaats 17');
    expect(letterOf(explainDecision(record, rules, 'en'))).toContain('21 November 2026 at 00:30');
  });

  it.each(['S1', 'S2', 'S3', 'S4', 'S5', 'S6'])(
    'can be written for every step of story %s, without a gap in it',
    (story) => {
      for (const { sender, message, facts } of stepsOf(story)) {
        for (const language of LANGUAGES) {
          const text = letter({ sender, message, facts }, language);
          expect(text.replace(/\s+/g, ' ')).not.toMatch(/undefined|\bnull\b|NaN|\[object|\(\)|\.\.|: \./);
          expect(text.length).toBeGreaterThan(1_000);
        }
      }
    },
  );

  it('answers a line that can’t be decided with the error of that line', () => {
    expect(explainLine(rules, lists, '{"message":"M99"}', 7, AT, 'nl')).toMatchObject({
      line: 7,
      error: { code: 'UNKNOWN_MESSAGE' },
    });
  });
});
