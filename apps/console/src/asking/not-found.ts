import { ProblemException } from '#lib/platform';

/** What was looked for, or a 404. `what`: in the words of the interface, e.g. `dead letter`. */
export function foundOr404<T>(found: T | null, what: string): T {
  if (found !== null) return found;
  throw new ProblemException({ status: 404, code: 'not-found', detail: `There is no such ${what}.` });
}
