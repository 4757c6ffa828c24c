import { colours as pc } from '../colours.js';
import type { LedgerCell, LedgerLine, LedgerPage } from '#lib/persistence';
import { asOfInWords, type AsOf } from './as-of.js';
import { writePage } from './ledger-page.js';

/** The listing as a person reads it: a heading per decision, under it a line per recipient. */
export function printLedger({ lines, next }: LedgerPage, as: AsOf, write: (line: string) => void): void {
  let decision: string | null = null;
  for (const line of lines) {
    if (line.decisionId !== decision) write(heading(line));
    decision = line.decisionId;
    if (line.cell !== null) write(cellLine(line.cell, line.receipt));
  }
  if (lines.length === 0) write('Nothing in the ledger fits.');
  write('');
  write(pc.dim(asOfInWords(as)));
  if (next !== null) write(pc.dim(`More: the same command with --page ${writePage(next)}`));
}

function heading(line: LedgerLine): string {
  const { time, message, sender, outcome, reason, caseKey, decisionId, messageId } = line;
  const what = message === null ? outcome : `${message} by ${sender ?? '?'}: ${outcome}`;
  const ids = [
    `decision ${decisionId}`,
    messageId && `message ${messageId}`,
    caseKey && `case ${caseKey.slice(0, 12)}…`,
  ];
  const why = reason === null ? '' : ` (${reason})`;
  const place = `${line.logPartition}:${line.logOffset}`;
  return `\n${pc.bold(time ?? '(no time)')}  ${pc.bold(what)}${why}\n  ${pc.dim([...ids, `log ${place}`].filter(Boolean).join('  '))}`;
}

function cellLine(cell: LedgerCell, receipt: string | null): string {
  const { recipient, unit, refusal, removed, masked, ruleId } = cell;
  const who = (unit === null ? recipient : `${recipient}:${unit}`).padEnd(10);
  if (refusal !== null) return `  ${pc.red('✘')} ${who} ${refusal}${ruleId === null ? '' : pc.dim(`  ${ruleId}`)}`;
  const without = removed.length === 0 ? '' : `  without ${removed.join(', ')}`;
  const masking = masked.length === 0 ? '' : `  masked ${masked.join(', ')}`;
  return `  ${pc.green('✔')} ${who} ${receipt ?? 'no receipt yet'}${without}${masking}${pc.dim(`  ${ruleId ?? ''}`)}`;
}
