import type { JudgedBook } from '#lib/operations';
import { colours as pc } from '../colours.js';
import { asOfInWords, type AsOf } from '../ledger/as-of.js';
import { ageInWords } from '../options/age-in-words.js';
import { recipientName } from '../options/recipient-name.js';

const COLUMNS = [
  ['in', 'total'],
  ['refused', 'refused'],
  ['decided', 'decided'],
  ['delivered', 'delivered'],
  ['withheld', 'withheld'],
  ['held', 'held'],
  ['waiting', 'underway'],
  ['(parked)', 'parked'],
  ['dead', 'dead'],
  ['(blocked)', 'blockedCases'],
] as const;

/** With the number of cases that stand still at the recipient. */
export type BookShown = JudgedBook & { readonly blockedCases: number };

/** A line per recipient unit, the sum, and under it what does not balance. */
export function printBalance(books: readonly BookShown[], as: AsOf, write: (line: string) => void): void {
  if (books.length === 0) return write(`No decision on this recipient.\n\n${pc.dim(asOfInWords(as))}`);
  const heading = COLUMNS.map(([title]) => title.padStart(10));
  write(pc.bold(`${'recipient'.padEnd(12)}${heading.join('')}`));
  for (const book of books) {
    const counts = COLUMNS.map(([, name]) => String(book[name]).padStart(10)).join('');
    write(
      `${recipientName(book).padEnd(12)}${counts}  ${book.faults.length === 0 ? pc.green('✔') : pc.red('✘')}${late(book)}`,
    );
  }
  const sums = COLUMNS.map(([, name]) => String(books.reduce((sum, book) => sum + book[name], 0)).padStart(10));
  write(pc.bold(`${'all'.padEnd(12)}${sums.join('')}`));
  write('');
  const wrong = books.filter(({ faults }) => faults.length > 0);
  for (const book of wrong) for (const fault of book.faults) write(pc.red(`✘ ${recipientName(book)}: ${fault}.`));
  if (wrong.length === 0)
    write(pc.green('✔ The books balance: in = refused + delivered + withheld + held + waiting + dead.'));
  const ahead = books.reduce((sum, { aheadOfLedger }) => sum + aheadOfLedger, 0);
  if (ahead > 0)
    write(pc.yellow(`${ahead} deliveries are further than the ledger has got, and are not in these books yet.`));
  write(pc.dim(asOfInWords(as)));
}

function late({ notTaken, oldestNotTakenSeconds }: JudgedBook): string {
  if (notTaken === 0) return '';
  return pc.dim(`  ${notTaken} not taken by the adapter yet, oldest ${ageInWords(oldestNotTakenSeconds ?? 0)}`);
}
