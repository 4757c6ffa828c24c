import type { Measured } from './measure.js';

export interface Report {
  readonly title: string;
  readonly lines: readonly Measured[];
  /** What holds of the run: counts checked, sizes, versions. */
  readonly notes: readonly string[];
}

/** A table for people, or one line of JSON. */
export function print(report: Report, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : table(report));
}

function table({ title, lines, notes }: Report): string {
  const width = Math.max(...lines.map(({ name }) => name.length), 4);
  const head = `${'step'.padEnd(width)}  ${'µs CPU'.padStart(9)}  ${'µs wall'.padStart(9)}  ${'per second'.padStart(11)}`;
  const rows = lines.map(({ name, cpuMicros, wallMicros, perSecond, remark }) => {
    const figures = [
      cpuMicros.toFixed(2).padStart(9),
      wallMicros.toFixed(2).padStart(9),
      Math.round(perSecond).toLocaleString('en').padStart(11),
    ];
    return `${name.padEnd(width)}  ${figures.join('  ')}  ${remark}`.trimEnd();
  });
  return [`\n${title}`, head, ...rows, ...notes.map((note) => `  ${note}`), ''].join('\n');
}
