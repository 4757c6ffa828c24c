import { groupOfLetter } from '#lib/operations';
import type { DeadLetterGroup, DeadLetterPage, DeadLetterSigns } from '#lib/persistence';
import { colours as pc } from '../colours.js';
import { ageInWords } from '../options/age-in-words.js';
import { recipientName } from '../options/recipient-name.js';
import { deadLetterPage } from './dead-letter-page.js';

type Write = (line: string) => void;

/** Two lines per dead letter: what happened, and its ids. */
export function printDeadLetters({ letters, next }: DeadLetterPage, write: Write): void {
  for (const letter of letters) {
    const { attempts, generation, schemaId, ruleSetId } = letter;
    const versions = `schema ${schemaId ?? '?'}, rules ${ruleSetId ?? '?'}`;
    const again = generation === 0 ? '' : `, generation ${generation}`;
    write(`${signs(letter)}  ${ageInWords(letter.ageSeconds).padStart(7)}  ${attempts} attempt(s)${again}`);
    const ids = `delivery ${letter.deliveryId}  decision ${letter.decisionId}`;
    write(pc.dim(`  ${ids}  ${versions}`));
  }
  if (letters.length === 0) write('No dead letter fits.');
  const page = deadLetterPage(next);
  if (page !== null) write(pc.dim(`\nMore: the same command with --page ${page}`));
}

/** A line per group of dead letters that look alike. */
export function printDeadLetterGroups(groups: readonly DeadLetterGroup[], write: Write): void {
  for (const group of groups) {
    const oldest = `oldest ${ageInWords(group.oldestAgeSeconds)}, newest ${ageInWords(group.newestAgeSeconds)}`;
    write(
      `${String(group.count).padStart(7)}  ${signs(group)}  ${oldest}${pc.dim(`  schema ${group.schemaId ?? '?'}`)}`,
    );
  }
  if (groups.length === 0) write('No dead letter fits.');
}

function signs(letter: DeadLetterSigns): string {
  const { code, errorClass, reason } = letter;
  const why = `${errorClass}: ${reason ?? 'not in the ledger yet'}`;
  const group = groupOfLetter(letter) ?? '(no group yet)';
  return `${pc.bold(recipientName(letter).padEnd(10))} ${code}  ${pc.red(why.padEnd(28))} group ${group.padEnd(16)}`;
}
