import { ProblemException } from '#lib/platform';

/** Where a list goes on, as one word for whoever asked: a moment in milliseconds and an id. */
export interface Place {
  readonly at: number;
  readonly id: string;
}

export function writePageWord({ at, id }: Place): string {
  return `${at}_${id}`;
}

/** null for none. @throws ProblemException (400) for a word that no list gave */
export function readPageWord(word: string | undefined): Place | null {
  if (word === undefined) return null;
  const [, at, id = ''] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(word) ?? notAPageWord();
  return { at: Number(at), id };
}

/** @throws ProblemException (400), always */
export function notAPageWord(): never {
  const error = { pointer: '/after', code: 'invalid', message: 'Takes the word that the page before ended with.' };
  const detail = 'The request was not accepted.';
  throw new ProblemException({ status: 400, code: 'invalid-query', detail, errors: [error] });
}
