import { colours as pc } from '../colours.js';
import type { Finding, RuleCheck, RuleCounts } from '#lib/exchange-rules';

type Write = (line: string) => void;

/** Counts first, then each finding with what to do. */
export function printCheck(folder: string, { counts, findings }: RuleCheck, write: Write): void {
  write(counts === null ? `Rules in ${folder}` : `Rule set ${pc.bold(counts.id)} in ${folder}`);
  if (counts === null) write('  The other checks come when these files can be read.');
  else printCounts(counts, write);
  write('');
  if (findings.length === 0) return write(pc.green('No findings.'));
  write(pc.red(findings.length === 1 ? '1 finding' : `${findings.length} findings`));
  for (const finding of findings) printFinding(finding, write);
}

function printCounts(counts: RuleCounts, write: Write): void {
  const { cells, messages, recipients, rules, byStatus, hardDenied, declaredEmpty, cases } = counts;
  const row = (name: string, value: string | number, note = ''): void =>
    write(`  ${name.padEnd(16)}${String(value).padStart(5)}   ${note}`.trimEnd());
  row('cells', cells, `${messages} messages × ${recipients} recipients`);
  row('rules', rules, `${byStatus.sourced} sourced, ${byStatus.inferred} inferred, ${byStatus.statute} from statute`);
  row('hard denies', hardDenied);
  row('declared empty', declaredEmpty);
  row('deliver cases', cases.deliver, 'fewest facts, per sender');
  row('refuse cases', cases.refuse, 'the same facts without one of them');
  row('gate cases', cases.gates, 'fields with a condition of their own, open and shut');
  row('date limits', cases.dateLimits, 'both sides tried');
}

function printFinding({ kind, file, rule, what, whatToDo }: Finding, write: Write): void {
  write('');
  write(`  ${pc.bold(file)}${rule === null ? '' : ` ${rule}`}  ${pc.dim(kind)}`);
  write(`    ${what}`);
  write(`    → ${whatToDo}`);
}
