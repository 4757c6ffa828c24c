import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ENDPOINTS, type Catalogue } from '#lib/domain';
import { compileRules, loadRuleSet, parseCondition, predicatesOf } from '#lib/exchange-rules';

const ROOT = join(import.meta.dirname, '../../..');

interface SourceRule {
  readonly id: string;
  readonly message: string;
  readonly recipient: string;
  readonly when: string;
  readonly withheld: readonly string[];
  readonly gated: Readonly<Record<string, string>>;
  readonly basis: string;
  readonly legalBasis: readonly string[];
  readonly status: string;
}

interface Source {
  readonly recipients: readonly string[];
  readonly predicates: Readonly<Record<string, unknown>>;
  readonly hardDenies: Readonly<Record<string, string>>;
  readonly rules: readonly SourceRule[];
  readonly cells: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly extra: readonly unknown[];
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
}

/** The rule table as the domain page gives it: what the project's own rule files must say, cell by cell. */
const source = read<Source>('test/fixtures/domain/exchange-rules.json');
const catalogue = read<Catalogue>('schemas/catalogue.json');
const ruleSet = loadRuleSet(join(ROOT, 'schemas/rules/2026-11-01'), catalogue);

describe('the rule files', () => {
  it('hold the 301 rules of the domain page, each as it stands there', () => {
    const own = ruleSet.rules.map(({ id, message, recipient, when, withheld, gated, basis, legalBasis, status }) => {
      return { id, message, recipient, when, withheld, gated, basis, legalBasis, status };
    });
    const expected = source.rules.map(
      ({ id, message, recipient, when, withheld, gated, basis, legalBasis, status }) => {
        const named = status === 'statute-not-checked' ? 'statute' : status;
        return { id, message, recipient, when, withheld, gated, basis, legalBasis, status: named };
      },
    );
    expect(own).toHaveLength(301);
    expect(sortedById(own)).toEqual(sortedById(expected));
  });

  it('answer all 675 cells as the domain page does: a rule, a hard deny, or silence', () => {
    const compiled = compileRules(catalogue, ruleSet);
    const answers: Record<string, Record<string, string>> = {};
    for (const [code, { cells }] of compiled.messages) {
      answers[code] = Object.fromEntries(
        cells.map(({ recipient, programs, hardDenied }) => {
          const denied = hardDenied?.refusal?.replace('DENY_HARD:', '');
          return [recipient, denied ?? (programs.length > 0 ? 'rule' : 'default-deny')];
        }),
      );
    }
    expect(Object.values(answers).flatMap((cells) => Object.values(cells))).toHaveLength(675);
    expect(answers).toEqual(source.cells);
  });

  it('let a departure confirmation by IOM reach DT&V and IND alone', () => {
    const limits = ruleSet.senderLimits.map(({ message, sender, onlyRecipients, hardDeny }) => {
      return { message, whenSender: sender, onlyRecipients, hardDeny };
    });
    expect(limits).toEqual(source.extra);
  });

  it('name every endpoint, predicate and hard deny of the domain page', () => {
    expect([...ENDPOINTS]).toEqual(source.recipients);
    expect(Object.fromEntries(Object.entries(ruleSet.hardDenies).map(([code, { title }]) => [code, title.en]))).toEqual(
      source.hardDenies,
    );
  });

  it('begin on 2020-01-01 and have no end', () => {
    expect(new Set(ruleSet.rules.map(({ validFrom, validUntil }) => `${validFrom} ${validUntil}`))).toEqual(
      new Set(['2020-01-01 null']),
    );
  });

  it('say in a sentence of their own what they do, and name the recipient by a legal basis that exists', () => {
    for (const rule of ruleSet.rules) {
      for (const sentence of [rule.sentence.en, rule.sentence.nl]) {
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).toContain(rule.message);
      }
      for (const basis of rule.legalBasis) expect(ruleSet.legalBases[basis]?.article.nl).toBeTruthy();
    }
    expect(Object.keys(ruleSet.legalBases)).toHaveLength(15);
  });

  it('state in every ceiling of the catalogue a condition of the same language', () => {
    for (const { ceiling } of Object.values(catalogue.classes)) {
      for (const endpoint of ENDPOINTS) {
        const text = ceiling[endpoint];
        if (text === 'may-receive' || text === 'never') continue;
        const parsed = parseCondition(text);
        expect(parsed.ok && predicatesOf(parsed.condition).length > 0).toBe(true);
      }
    }
  });
});

function sortedById<T extends { readonly id: string }>(rules: readonly T[]): readonly T[] {
  return [...rules].sort((one, other) => (one.id < other.id ? -1 : 1));
}
