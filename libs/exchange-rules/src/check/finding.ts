import type { RuleErrorKind } from '../rule-set/rule-error.js';

/** What kind of fault `schakel rules check` found. */
export type FindingKind = RuleErrorKind | 'CEILING' | 'CASE' | 'DATE' | 'SENTENCE';

export interface Finding {
  readonly kind: FindingKind;
  readonly file: string;
  readonly rule: string | null;
  readonly what: string;
  readonly whatToDo: string;
}

/** Says where; the checks themselves say what. */
export type Report = (kind: FindingKind, file: string, rule: string | null, what: string) => void;

const WHAT_TO_DO: Readonly<Record<FindingKind, string>> = {
  FORM: 'Write the file as the others of the folder are written.',
  NAME: 'Use a name that exists: facts and endpoints in the README of libs/exchange-rules, fields in schemas/catalogue.json, legal bases, hard denies and sources in rule-set.yaml.',
  CONDITION: "Write facts with 'and', 'or' and parentheses, or 'always' alone.",
  OVERLAP: 'End the older rule with validUntil on the day before the newer one begins.',
  HARD_DENY:
    'Take the rule or field out: no rule may open what a hard deny closes. List the closed cell under `denied`.',
  LEGAL_BASIS: 'State article and address, or a mark (S, I, K) that says why there is none.',
  GAP: 'State a rule for these days, or list the recipient under `gaps` with the reason.',
  CEILING: 'List the field under `withheld`, or gate it with the condition of the ceiling.',
  CASE: 'Change the condition so that facts exist that meet it and facts that do not.',
  DATE: 'Correct validFrom and validUntil, or take the rule out.',
  SENTENCE: 'Let the sentence name what the rule does, in both languages.',
};

export function findingOf(kind: FindingKind, file: string, rule: string | null, what: string): Finding {
  return { kind, file, rule, what, whatToDo: WHAT_TO_DO[kind] };
}
