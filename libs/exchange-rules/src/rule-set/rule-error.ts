/** One file of a rule set. */
export interface RuleFileText {
  /** Name without folder; `rule-set.yaml`, or `<message>.rules.yaml`. */
  readonly file: string;
  readonly text: string;
}

/** What kind of fault it is; `schakel rules check` says for each what to do. */
export type RuleErrorKind = 'FORM' | 'NAME' | 'CONDITION' | 'OVERLAP' | 'HARD_DENY' | 'LEGAL_BASIS' | 'GAP';

/** What is wrong, where. All errors of a rule set are reported at once. */
export interface RuleError {
  readonly kind: RuleErrorKind;
  readonly file: string;
  /** Id of the rule, when the error lies in one. */
  readonly rule: string | null;
  readonly message: string;
}

export function describeRuleErrors(errors: readonly RuleError[]): string {
  return errors.map(({ file, rule, message }) => `${file}${rule === null ? '' : ` ${rule}`}: ${message}`).join('\n');
}
