import { ENDPOINTS } from '#lib/domain';
import type { WhatIf, WhatIfCell } from './what-if.js';

type Write = (line: string) => void;

/** Cells with a difference, in the order of recipients, then messages. */
export function differingCells({ cells }: WhatIf): readonly WhatIfCell[] {
  const order = ENDPOINTS as readonly string[];
  return [...cells.values()]
    .filter(({ gained, lost, fields }) => gained + lost + fields > 0)
    .sort(
      (one, other) =>
        order.indexOf(one.recipient) - order.indexOf(other.recipient) || (one.message < other.message ? -1 : 1),
    );
}

export function printWhatIf(whatIf: WhatIf, write: Write): void {
  const cells = differingCells(whatIf);
  const sum = (of: (cell: WhatIfCell) => number): number => cells.reduce((total, cell) => total + of(cell), 0);
  const [gained, lost, fields] = [sum((cell) => cell.gained), sum((cell) => cell.lost), sum((cell) => cell.fields)];
  write('');
  write(`Over the recorded log: ${whatIf.messages} messages decided by both rule sets (${whatIf.records} records).`);
  write(`  ${gained} deliveries more, ${lost} fewer, ${fields} with other fields, ${whatIf.same} the same.`);
  if (whatIf.halted > 0) {
    write(`  ${whatIf.halted} partition(s) could not be read to their end: this release lacks a schema that they use.`);
  }
  if (cells.length === 0) return;
  write('');
  write('  recipient  message   before    after     more    fewer   fields');
  for (const { recipient, message, ...counts } of cells) {
    const numbers = [counts.before, counts.after, counts.gained, counts.lost, counts.fields];
    write(
      `  ${recipient.padEnd(11)}${message.padEnd(7)}${numbers.map((number) => String(number).padStart(9)).join('')}`,
    );
  }
}
