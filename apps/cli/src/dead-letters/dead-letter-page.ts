import type { DeadLetterCursor } from '#lib/persistence';
import { OptionWrong } from '../options/option-wrong.js';

/** Where a list goes on, as one word for the command line. */
export function writeDeadLetterPage({ deadSince, deliveryId }: DeadLetterCursor): string {
  return `${deadSince}_${deliveryId}`;
}

/** @throws OptionWrong when it is no word that a list gave */
export function readDeadLetterPage(word: string): DeadLetterCursor {
  const [, deadSince, deliveryId] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(word) ?? [];
  if (deadSince !== undefined && deliveryId !== undefined) return { deadSince: Number(deadSince), deliveryId };
  throw new OptionWrong('--page takes the word that the list before it ended with.');
}
