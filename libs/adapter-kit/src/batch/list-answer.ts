import { stringify } from 'csv-stringify/sync';
import type { LineResult } from './line-result.js';

const COUNTED = ['accepted', 'repeated', 'refused', 'failed'] as const;
const HEADER = ['regel', 'status', 'kenmerk', 'berichtId', 'foutcode', 'kolommen', 'toelichting'];

/** The results as one JSON object, written while they come; the counts at its end say that it is whole. */
export async function* jsonAnswer(name: string, results: AsyncIterable<LineResult>): AsyncGenerator<string> {
  const counts: Record<LineResult['status'], number> = { accepted: 0, repeated: 0, refused: 0, failed: 0 };
  yield `{"list":${JSON.stringify(name)},"results":[`;
  let first = true;
  for await (const result of results) {
    counts[result.status] += 1;
    yield `${first ? '' : ','}\n${JSON.stringify(result)}`;
    first = false;
  }
  yield `\n],"counts":${JSON.stringify(counts)}}\n`;
}

/** The same as CSV with a last line of counts. No cell begins a formula where a spreadsheet opens it. */
export async function* csvAnswer(_name: string, results: AsyncIterable<LineResult>): AsyncGenerator<string> {
  const counts: Record<LineResult['status'], number> = { accepted: 0, repeated: 0, refused: 0, failed: 0 };
  yield row(HEADER);
  for await (const { line, status, id, messageId, code, errors } of results) {
    counts[status] += 1;
    const columns = [...new Set(errors.map(({ pointer }) => pointer))].join(' ');
    const explained = errors.map(({ pointer, message }) => `${pointer} ${message}`.trim()).join('; ');
    yield row([String(line), status, id ?? '', messageId ?? '', code ?? '', columns, explained]);
  }
  yield row(['totaal', ...COUNTED.map((status) => `${status}: ${counts[status]}`), '', '']);
}

function row(cells: readonly string[]): string {
  return stringify([[...cells]], { delimiter: ';', record_delimiter: '\r\n', escape_formulas: true });
}
