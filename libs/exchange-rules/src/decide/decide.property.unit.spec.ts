import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  emptyFacts,
  ENDPOINTS,
  PREDICATES,
  type CaseFacts,
  type Catalogue,
  type Cell,
  type Endpoint,
  type Fact,
  type MessageDefinition,
} from '#lib/domain';
import {
  accessOf,
  compileRules,
  decide,
  loadRuleSet,
  NO_LIMITS,
  type CompiledRules,
  type Rule,
  type SenderLimits,
} from '#lib/exchange-rules';

const ROOT = join(import.meta.dirname, '../../../..');
const AT = '2026-11-20T10:00:00.000Z';
const lists = {
  nbiCountries: [],
  iomConsentDays: 60,
  lvvRestDays: 14,
  removabilityCheckHours: 72,
  refuseUncheckedRemoval: false,
};

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
}

const catalogue = read<Catalogue>('schemas/catalogue.json');
const ruleSet = loadRuleSet(join(ROOT, 'schemas/rules/2026-11-01'), catalogue);
const rules = compileRules(catalogue, ruleSet);
const source = read<{
  rules: { message: string; recipient: string; when: string; withheld: string[]; gated: Record<string, string> }[];
  cells: Record<string, Record<string, string>>;
}>('test/fixtures/domain/exchange-rules.json');

interface Situation {
  readonly message: MessageDefinition;
  readonly sender: Endpoint;
  readonly holding: readonly string[];
  readonly suspended: boolean;
}

const STATED = [...PREDICATES.filter((name) => name !== 'SUSP'), 'LKO_INV@VWN', 'LKO_INV@NID', 'LKO_INV@GEM'];

const situation: fc.Arbitrary<Situation> = fc.constantFrom(...catalogue.messages).chain((message) =>
  fc.record({
    message: fc.constant(message),
    sender: fc.constantFrom(...message.senders),
    holding: fc.subarray(STATED),
    suspended: fc.boolean(),
  }),
);

function factsOf({ holding, suspended }: Situation): CaseFacts {
  const stamp = { asOf: AT, owner: 'DTV', source: 'H2', messageId: 'm', offset: 1 } as const;
  const facts = holding.map((name): [string, Fact] => [name, { name, value: true, from: null, until: null, ...stamp }]);
  const stops = suspended ? { ASIEL: { ground: 'ASIEL', open: true, ...stamp } } : {};
  return { ...emptyFacts(), facts: Object.fromEntries(facts), stops };
}

function decided(table: CompiledRules, asked: Situation, envelope: SenderLimits = NO_LIMITS): readonly Cell[] {
  const sender = { endpoint: asked.sender, unit: null };
  const question = { message: asked.message.code, sender, facts: factsOf(asked), at: AT, content: {} };
  return decide(table, { ...question, envelope, rejection: null, lists });
}

/** The domain page read literally and slowly, without any of the code under test. */
function expected({ message, sender, holding, suspended }: Situation, recipient: Endpoint): string {
  const holds = (fact: string): boolean => {
    if (suspended && (fact === 'LP' || fact === 'LP_ARRIVAL')) return false;
    if (fact === 'WPG_BASIS' && sender !== 'POL' && sender !== 'KMAR') return false;
    return holding.includes(fact) || holding.includes(`${fact}@${recipient}`);
  };
  const met = (condition: string): boolean => {
    let rest = condition.replace(/\b[A-Z][A-Z_]+\b/g, (fact) => (holds(fact) ? '1' : '0')).replace('always', '1');
    for (let before = ''; before !== rest;) {
      before = rest;
      rest = rest
        .replace(/\((\d)\)/g, '$1')
        .replace(/(\d) and (\d)/g, (_all, a, b) => (a === '1' && b === '1' ? '1' : '0'));
      rest = rest.replace(/(^|\()(\d) or (\d)/g, (_all, open, a, b) => `${open}${a === '1' || b === '1' ? '1' : '0'}`);
    }
    return rest === '1';
  };
  if (suspended && message.blockedWhileSuspended) return 'BLOCK_SUSPENDED';
  if (message.code === 'M33' && sender === 'IOM' && recipient !== 'DTV' && recipient !== 'IND') return 'DENY_HARD:HD5';
  const cell = source.cells[message.code]?.[recipient] ?? '';
  if (cell.startsWith('HD')) return `DENY_HARD:${cell}`;
  const rule = source.rules.find((other) => other.message === message.code && other.recipient === recipient);
  if (rule === undefined) return 'DENY_NOT_LISTED';
  if (!met(rule.when)) return 'DENY_CONDITION';
  const removed = message.fields.filter((field) => {
    const ceiling = catalogue.classes[field.class]?.ceiling[recipient] ?? 'never';
    if (ceiling === 'never' || rule.withheld.includes(field.name)) return true;
    return (ceiling !== 'may-receive' && !met(ceiling)) || !met(rule.gated[field.name] ?? 'always');
  });
  return `delivered without ${removed.map(({ name }) => name).join()}`;
}

function said(cells: readonly Cell[]): Record<string, string> {
  return Object.fromEntries(
    cells.map(({ recipient, refusal, removed }) => [recipient, refusal ?? `delivered without ${removed.join()}`]),
  );
}

describe('a decision', () => {
  it('is what the domain page says, for any message, sender and facts', () => {
    fc.assert(
      fc.property(situation, (asked) => {
        const others = ENDPOINTS.filter((endpoint) => endpoint !== asked.sender);
        expect(said(decided(rules, asked))).toEqual(
          Object.fromEntries(others.map((recipient) => [recipient, expected(asked, recipient)])),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('gives nobody anything when no rule is stated', () => {
    const silent = compileRules(catalogue, { ...ruleSet, rules: [] });
    fc.assert(
      fc.property(situation, (asked) => {
        expect(decided(silent, asked).every(({ refusal }) => refusal !== null)).toBe(true);
      }),
    );
  });

  it('always removes what a recipient may never have, and never what it may always have', () => {
    const access = accessOf(rules);
    fc.assert(
      fc.property(situation, (asked) => {
        for (const { recipient, refusal, removed } of decided(rules, asked)) {
          if (refusal !== null) continue;
          for (const { name } of asked.message.fields) {
            const allowed = access(asked.message.code, recipient, name);
            if (allowed === 'never') expect(removed).toContain(name);
            if (allowed === 'always') expect(removed).not.toContain(name);
          }
        }
      }),
    );
  });

  it('does not depend on the order of rules, nor on what was asked before', () => {
    fc.assert(
      fc.property(
        situation,
        fc.shuffledSubarray([...ruleSet.rules], { minLength: ruleSet.rules.length }),
        (asked, shuffled) => {
          const fresh = compileRules(catalogue, { ...ruleSet, rules: shuffled });
          expect(decided(fresh, asked)).toEqual(decided(rules, asked));
          expect(decided(rules, asked)).toEqual(decided(rules, asked));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('changes for nobody else when a rule is added', () => {
    fc.assert(
      fc.property(situation, fc.nat(), (asked, pick) => {
        const silent = ENDPOINTS.filter(
          (recipient) => source.cells[asked.message.code]?.[recipient] === 'default-deny',
        );
        const recipient = silent[pick % Math.max(1, silent.length)];
        const like = ruleSet.rules[pick % ruleSet.rules.length];
        fc.pre(recipient !== undefined && like !== undefined);
        const added = {
          ...like,
          id: 'R-new',
          message: asked.message.code,
          recipient,
          when: 'always',
          withheld: [],
          gated: {},
        } as Rule;
        const widened = compileRules(catalogue, { ...ruleSet, rules: [...ruleSet.rules, added] });
        const others = (table: CompiledRules) => decided(table, asked).filter((cell) => cell.recipient !== recipient);
        expect(others(widened)).toEqual(others(rules));
      }),
      { numRuns: 60 },
    );
  });

  it('is only ever narrowed by the sender', () => {
    const limits = fc.record({
      wpgArticle: fc.constant(null),
      onlyFor: fc.option(fc.subarray([...ENDPOINTS])),
      withhold: fc.subarray(['reasonCode', 'travelConditions', 'locationCode', 'bsn', 'narrative', 'person']),
    });
    fc.assert(
      fc.property(situation, limits, (asked, envelope) => {
        const free = decided(rules, asked);
        decided(rules, asked, envelope).forEach((cell, place) => {
          const before = free[place];
          if (before?.refusal !== null) expect(cell).toEqual(before);
          else if (cell.refusal === null) expect(cell.removed).toEqual(expect.arrayContaining([...before.removed]));
          else expect(cell.refusal).toBe('DENY_SENDER');
        });
      }),
    );
  });
});
