import type { CheckResult } from '#lib/adapter-kit';
import { colours as pc } from '../colours.js';

export interface Judged {
  readonly adapter: string;
  /** How it was looked at, in words. */
  readonly how: string;
  readonly results: readonly CheckResult[];
}

const WIDTH = 24;

/** The table as a person reads it: a line per check, under a failed one what was found and what to do. */
export function printConformance({ adapter, how, results }: Judged, write: (line: string) => void): void {
  write(`${pc.bold(adapter)}  ${pc.dim(how)}`);
  for (const result of results) printResult(result, write);
  const skipped = results.flatMap((result) => (result.outcome === 'skipped' ? [result] : []));
  if (skipped.length > 0) {
    const lacks = [...new Set(skipped.flatMap((result) => result.lacks))].join(', ');
    write(`  ${pc.dim(`– ${skipped.length} checks left out, for want of: ${lacks}`)}`);
  }
  write(`  ${summary(results)}`);
}

export function summary(results: readonly CheckResult[]): string {
  const counts = countsOf(results);
  const failed = `${counts.failed} failed`;
  return `${counts.passed} passed, ${counts.failed > 0 ? pc.red(failed) : failed}, ${counts.waived} waived, ${counts.skipped} left out`;
}

export function countsOf(results: readonly CheckResult[]): Readonly<Record<CheckResult['outcome'], number>> {
  const count = (outcome: CheckResult['outcome']): number => results.filter((one) => one.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed'), waived: count('waived'), skipped: count('skipped') };
}

function printResult(result: CheckResult, write: (line: string) => void): void {
  const { id, title, hint } = result.check;
  switch (result.outcome) {
    case 'skipped':
      return;
    case 'passed':
      return write(`  ${pc.green('✔')} ${id.padEnd(WIDTH)} ${title}`);
    case 'waived':
      write(`  ${pc.yellow('~')} ${id.padEnd(WIDTH)} ${title}`);
      return write(`      waived: ${result.reason}`);
    case 'failed':
      write(`  ${pc.red('✖')} ${id.padEnd(WIDTH)} ${title}`);
      for (const finding of result.findings) write(`      ${finding}`);
      return write(`      → ${hint}`);
  }
}
