import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS, isEndpoint, PREDICATE_RULES, PREDICATES, type Endpoint, type Predicate } from '#lib/domain';
import { decideLine, type LineErrorCode } from '#lib/exchange-rules';
import { catalogue, lists, rules } from '../../../../test/fixtures/rules/question.fixture.js';
import { seededNumbers } from '../../../../test/fixtures/rules/seeded-numbers.fixture.js';
import { TableReader } from '../../../../test/fixtures/rules/table-reader.fixture.js';

const LINES = 100_000;
const AT = '2026-11-20T10:00:00.000Z';
const MUNICIPALITIES = ['0344', '0599'];
const COUNTRIES = ['GH', 'NG'];

const table = new TableReader(
  readFileSync(join(import.meta.dirname, '../../../../test/fixtures/domain/exchange-rules.json'), 'utf8'),
  catalogue,
);

/** A line and what is right to answer: an error code, or what the domain's own table says. */
interface Drawn {
  readonly line: string;
  readonly error: LineErrorCode | null;
  readonly message: string;
  readonly sender: string;
  readonly facts: readonly string[];
}

function draw(random: (below: number) => number): Drawn {
  const of = <T>(items: readonly T[]): T => items[random(items.length)]!;
  const definition = of(catalogue.messages);
  const endpoint = of(definition.senders);
  const sender = endpoint === 'GEM' && random(2) === 0 ? `GEM:${of(MUNICIPALITIES)}` : endpoint;
  const facts = Array.from({ length: random(6) }, () => factName(of, random));
  const good = { message: definition.code, sender, facts };
  const said = { ...good, line: JSON.stringify(good), error: null };
  if (random(10) > 0) return said;
  const stranger = ENDPOINTS.find((other) => !definition.senders.includes(other)) ?? 'VWN';
  const nonsense: readonly (readonly [unknown, LineErrorCode])[] = [
    [JSON.stringify(good).slice(0, -2), 'BAD_JSON'],
    ['nonsense \u0000 9999000001', 'BAD_JSON'],
    [[good], 'BAD_LINE'],
    [42, 'BAD_LINE'],
    [{ ...good, message: 'M46' }, 'UNKNOWN_MESSAGE'],
    [{ ...good, message: '__proto__' }, 'UNKNOWN_MESSAGE'],
    [{ ...good, sender: 'FBI' }, 'UNKNOWN_SENDER'],
    [{ ...good, sender: 'COA:0599' }, 'UNKNOWN_SENDER'],
    [{ ...good, sender: stranger }, 'SENDER_NOT_ALLOWED'],
    [{ ...good, facts: ['LKO', 'MOON'] }, 'UNKNOWN_FACT'],
    [{ ...good, facts: ['SUSP@COA'] }, 'UNKNOWN_FACT'],
    [{ ...good, facts: ['LP@EMB:nigeria'] }, 'UNKNOWN_FACT'],
    [{ ...good, facts: 'LKO' }, 'BAD_LINE'],
    [{ ...good, content: 'all of it' }, 'BAD_LINE'],
  ];
  const [wrong, error] = of(nonsense);
  return { ...said, line: typeof wrong === 'string' ? wrong : JSON.stringify(wrong), error };
}

function factName(of: <T>(items: readonly T[]) => T, random: (below: number) => number): string {
  const predicate: Predicate = of(PREDICATES);
  const { units, perRecipient } = PREDICATE_RULES[predicate];
  if (perRecipient && random(2) === 0) return `${predicate}@${of(ENDPOINTS)}`;
  if (units === null || random(2) === 0) return predicate;
  return `${predicate}@${units}:${of(units === 'GEM' ? MUNICIPALITIES : COUNTRIES)}`;
}

describe('a hundred thousand random lines, a tenth of them nonsense', () => {
  it('are each answered as the table of the domain page says, or with their own error, and none disturbs another', () => {
    const random = seededNumbers(20_261_120);
    const wrong: string[] = [];
    const seen = new Map<string, number>();
    for (let n = 1; n <= LINES && wrong.length < 5; n += 1) {
      const drawn = draw(random);
      const answer = decideLine(rules, catalogue, lists, drawn.line, n, AT);
      const [got, right] =
        'error' in answer
          ? [`${answer.line} ${answer.error.code}`, drawn.error === null ? 'an answer' : `${n} ${drawn.error}`]
          : [
              flat(answer.delivered, answer.refused),
              drawn.error ?? table.answer(drawn.message, drawn.sender, drawn.facts),
            ];
      if (got !== right) wrong.push(`${drawn.line}\n  ${got}\n  ${right}`);
      const kind = drawn.error ?? 'answered';
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }
    expect(wrong).toEqual([]);
    expect([...seen.keys()].sort()).toEqual(
      [
        'BAD_JSON',
        'BAD_LINE',
        'SENDER_NOT_ALLOWED',
        'UNKNOWN_FACT',
        'UNKNOWN_MESSAGE',
        'UNKNOWN_SENDER',
        'answered',
      ].sort(),
    );
    expect(seen.get('answered')).toBeGreaterThan(85_000);
  });
});

/** One text per answer, in the order of endpoints and units. */
function flat(
  delivered: readonly { readonly recipient: string; readonly removed: readonly string[] }[],
  refused: Readonly<Record<string, readonly string[]>>,
): string {
  const yes = delivered.map(({ recipient, removed }) => [recipient, `yes -${removed.join(' -')}`] as const);
  const no = Object.entries(refused).flatMap(([code, names]) => names.map((name) => [name, code] as const));
  return [...yes, ...no]
    .sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1))
    .map(([name, said]) => `${name} ${said}`)
    .join('; ');
}

function place(name: string): number {
  const endpoint = name.split(':')[0];
  return isEndpoint(endpoint) ? ENDPOINTS.indexOf(endpoint satisfies Endpoint) : -1;
}
