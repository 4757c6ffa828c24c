import type { PlanHalt } from '#lib/replay';

const WORDS: Readonly<Record<string, string>> = {
  'new-failures': 'new failures that look alike arrived; mend the cause first',
  operator: 'an operator stopped it',
  outdated: 'rules, schemas or lists have moved on; plan anew',
  'too-many': 'more fits than one plan may hold; narrow the selection',
  'nothing-found': 'nothing fits the selection; perhaps it was done already',
  'rules-changing': 'rules are being activated; try again in a moment',
  hub: 'a fault of the hub; its log says more',
};

/** Why a plan stands still or could not be made, and what to do. */
export function haltInWords({ code }: Pick<PlanHalt, 'code'>): string {
  return WORDS[code] ?? code;
}
