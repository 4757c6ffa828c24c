import { ProblemException, type ProblemInit } from '#lib/platform';
import type { DeskAnswer, DeskFault } from '#lib/replay';

const STATUS: Readonly<Record<DeskFault['kind'], number>> = {
  invalid: 400,
  unknown: 404,
  'own-plan': 403,
  'not-now': 409,
  'other-plan': 409,
  'needs-approval': 409,
  'nothing-to-send': 409,
  outdated: 409,
};

/** What the desk answered. @throws ProblemException: its fault, under the fault's own name */
export function valueOf<T>(answer: DeskAnswer<T>): T {
  if (answer.ok) return answer.value;
  const { kind, detail, faults } = answer.fault;
  const errors = faults?.map((message) => ({ pointer: '', code: 'invalid', message }));
  const code = kind === 'invalid' ? 'invalid-plan' : kind === 'unknown' ? 'not-found' : kind;
  const problem: ProblemInit = { status: STATUS[kind], code, detail, ...(errors === undefined ? {} : { errors }) };
  throw new ProblemException(problem);
}
