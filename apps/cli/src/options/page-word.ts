import { OptionWrong } from './option-wrong.js';

/** Where a list goes on: milliseconds since 1970 and an id. */
export interface PagePlace {
  readonly at: number;
  readonly id: string;
}

/** One word for the command line. */
export function writePageWord({ at, id }: PagePlace): string {
  return `${at}_${id}`;
}

/** null for none. @throws OptionWrong when it is no word that a list gave */
export function readPageWord(word: string | undefined): PagePlace | null {
  if (word === undefined) return null;
  const [, at, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(word) ?? [];
  if (at !== undefined && id !== undefined) return { at: Number(at), id };
  throw new OptionWrong('--page takes the word that the list before it ended with.');
}
