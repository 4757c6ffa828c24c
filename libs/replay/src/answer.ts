/** The answer for one recipient unit: of the decision of then, or of the rules and facts of today. */
export interface Answer {
  /** Code of the refusal; null = it goes. */
  readonly refusal: string | null;
  /** Fields that are left out. */
  readonly removed: readonly string[];
  /** Fields whose value is replaced. */
  readonly masked: readonly string[];
}

export type Treatment = 'given' | 'masked' | 'left-out';

export interface FieldChange {
  readonly field: string;
  readonly then: Treatment;
  readonly now: Treatment;
}

const RANK: Readonly<Record<Treatment, number>> = { 'left-out': 0, masked: 1, given: 2 };

/** Field by field, for the fields that the message has. Refused answers have no fields. */
export function fieldChanges(then: Answer, now: Answer, fields: readonly string[]): readonly FieldChange[] {
  if (then.refusal !== null || now.refusal !== null) return [];
  return fields.flatMap((field) => {
    const change = { field, then: treatmentOf(then, field), now: treatmentOf(now, field) };
    return change.then === change.now ? [] : [change];
  });
}

/** Does this change give more than was given then? */
export function widens({ then, now }: FieldChange): boolean {
  return RANK[now] > RANK[then];
}

function treatmentOf({ removed, masked }: Answer, field: string): Treatment {
  if (removed.includes(field)) return 'left-out';
  return masked.includes(field) ? 'masked' : 'given';
}
