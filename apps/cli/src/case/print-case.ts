import type { DeliveryStep, MessageStep, TimeLine } from '#lib/operations';
import { colours as pc } from '../colours.js';
import { asOfInWords, type AsOf } from '../ledger/as-of.js';
import { recipientName } from '../options/recipient-name.js';

export interface CasePrinting {
  readonly caseKey: string;
  readonly as: AsOf;
  readonly write: (line: string) => void;
}

const DONE = { RETRY: 'released', SKIP: 'skipped', REPLACE: 'replaced' } as const;

/** Message by message in the order of the log, under each a line per recipient. */
export function printCase(line: TimeLine, { caseKey, as, write }: CasePrinting): void {
  write(pc.bold(`Case ${caseKey}`));
  if (line.suspended) write(pc.yellow('A suspension is open: removal messages are held.'));
  for (const { messageId, ground } of line.stops) {
    write(pc.yellow(`A stop stands (${ground}), which the router has not taken yet: message ${messageId}`));
  }
  for (const message of line.messages) {
    write(heading(message));
    for (const recipient of message.recipients) {
      write(recipientLine(recipient));
      for (const { outcome, reason, attempts, time } of recipient.receipts) {
        const why = reason === null ? '' : ` (${reason})`;
        write(pc.dim(`      ${time}  receipt ${outcome}${why} after ${attempts} attempt(s)`));
      }
      const { releases, next } = recipient;
      for (const { at, kind, planId } of releases) write(pc.dim(`      ${at}  ${DONE[kind]} by plan ${planId}`));
      if (next !== null) write(pc.dim(`      next: ${next}`));
    }
  }
  for (const { acceptedAt, code, party, messageId, state } of line.undecided) {
    const how = state === 'ACCEPTED' ? 'accepted, not decided yet' : 'being accepted';
    write(`\n${pc.bold(`${acceptedAt}  ${code} by ${party}: ${how}`)}\n  ${pc.dim(`message ${messageId}`)}`);
  }
  if (line.messages.length + line.undecided.length === 0) write('The hub knows no message of this case.');
  write('');
  write(pc.dim(asOfInWords(as)));
  if (line.next !== null) write(pc.dim(`More: the same command with --after ${line.next}`));
}

function heading({ time, message, sender, outcome, reason, ...ids }: MessageStep): string {
  const what = message === null ? outcome : `${message} by ${sender ?? '?'}: ${outcome}`;
  const why = reason === null ? '' : ` (${reason})`;
  const named = [
    `decision ${ids.decisionId}`,
    ids.messageId && `message ${ids.messageId}`,
    ids.ruleSetId && `rules ${ids.ruleSetId}`,
  ];
  const place = `log ${ids.logPartition}:${ids.logOffset}`;
  return `\n${pc.bold(`${time ?? '(no time)'}  ${what}`)}${why}\n  ${pc.dim([...named, place].filter(Boolean).join('  '))}`;
}

function recipientLine(step: DeliveryStep): string {
  const { refusal, ruleId, state, attempts, errorClass, since, deliveryId, deaths, resolution } = step;
  const who = recipientName({ endpoint: step.recipient, unit: step.unit }).padEnd(10);
  if (refusal !== null) return `  ${pc.red('✘')} ${who} ${refusal}${pc.dim(ruleId === null ? '' : `  ${ruleId}`)}`;
  const tried = attempts === 0 ? '' : `  ${attempts} attempt(s)`;
  const failed = errorClass === null ? '' : `  last ${errorClass}`;
  const again = deaths > 1 ? `, ${deaths} times` : '';
  const text = `${state ?? ''}${again}${resolution === null ? '' : ` (${resolution.toLowerCase()})`}${since === null ? '' : ` since ${since}`}${tried}${failed}`;
  return `  ${sign(state)} ${who} ${text}${pc.dim(`  delivery ${deliveryId ?? '?'}`)}`;
}

function sign(state: string | null): string {
  if (state === 'DELIVERED') return pc.green('✔');
  return state === 'DEAD' || state === 'WITHHELD' ? pc.red('✘') : pc.yellow('…');
}
