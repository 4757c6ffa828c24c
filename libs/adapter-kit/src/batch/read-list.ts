import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import type { ContentError } from '../inbound/content-error.js';
import type { BatchColumn, BatchDefinition } from './batch-definition.js';

/** Of one list. A night's changes of a whole country are some hundreds. */
export const MOST_LINES = 20_000;
/** Bytes; the list lies in memory while it is worked through. */
export const LONGEST_LIST = 5 * 1024 * 1024;
/** Characters of one line, so that a quotation mark that is never closed does not swallow the file. */
const LONGEST_LINE = 20_000;
const CHUNK = 64 * 1024;

export interface ListLine {
  /** In the file, the header being line 1; for a line with line ends in its cells, its last. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface OpenList {
  readonly batch: BatchDefinition;
  /** In the order of the file. */
  readonly columns: readonly BatchColumn[];
  lines(): AsyncIterable<ListLine>;
}

export type OpenedList =
  { readonly ok: true; readonly list: OpenList } | { readonly ok: false; readonly errors: readonly ContentError[] };

/**
 * A CSV file (UTF-8 with or without byte order mark, header row, `;` or `,`) as one of these lists. The whole file is gone through once before the
 * first line is given out: a list that can't be read to its end is refused as a whole, so that nobody has to find out how far it came.
 */
export async function openList(batches: readonly BatchDefinition[], file: Buffer): Promise<OpenedList> {
  if (file.length === 0) return refused('', 'empty', 'The list is empty.');
  if (!isUtf8(file)) return refused('', 'encoding', 'The list must be UTF-8.');
  const delimiter = delimiterOf(file);
  let header: readonly string[] | null = null;
  let lines = 0;
  try {
    for await (const { cells } of records(file, delimiter)) {
      if (header === null) header = cells.map((name) => name.trim().toLowerCase());
      else lines += 1;
      if (lines > MOST_LINES) return refused('', 'too-many-lines', `A list has at most ${MOST_LINES} lines.`);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error.lines === 'number' ? ` (near line ${error.lines})` : '';
    return refused('', 'not-csv', `The list is not CSV as RFC 4180 writes it${at}.`);
  }
  if (header === null || lines === 0) return refused('', 'empty', 'The list has a header row and at least one line.');
  const named = namedColumns(batches, header);
  if (!named.ok) return named;
  const all = (): AsyncIterable<ListLine> => withoutHeader(records(file, delimiter));
  return { ok: true, list: { batch: named.batch, columns: named.columns, lines: all } };
}

async function* withoutHeader(lines: AsyncIterable<ListLine>): AsyncIterable<ListLine> {
  let first = true;
  for await (const line of lines) {
    if (!first) yield line;
    first = false;
  }
}

async function* records(file: Buffer, delimiter: string): AsyncGenerator<ListLine> {
  const options: Options = {
    bom: true,
    delimiter,
    info: true,
    // A line of another length is that line's fault alone.
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
  };
  const parser = Readable.from(chunksOf(file)).pipe(parse(options));
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield { line: info.lines, cells: record };
  }
}

function* chunksOf(file: Buffer): Generator<Buffer> {
  for (let at = 0; at < file.length; at += CHUNK) yield file.subarray(at, at + CHUNK);
}

/** Names of columns hold neither, so the header row says which it is. */
function delimiterOf(file: Buffer): string {
  const end = file.indexOf('\n');
  return file.subarray(0, end < 0 ? file.length : end).includes(';') ? ';' : ',';
}

function namedColumns(
  batches: readonly BatchDefinition[],
  header: readonly string[],
):
  | { readonly ok: true; readonly batch: BatchDefinition; readonly columns: readonly BatchColumn[] }
  | { readonly ok: false; readonly errors: readonly ContentError[] } {
  const lacking = (batch: BatchDefinition): readonly BatchColumn[] =>
    batch.columns.filter(({ name, required }) => required === true && !header.includes(name));
  const [batch] = batches.toSorted((one, other) => lacking(one).length - lacking(other).length);
  if (batch === undefined) return refused('', 'no-list', 'This door takes no lists.');
  const errors = lacking(batch).map(({ name }) => fault(name, 'missing-column', 'This column is required.'));
  const columns = header.map((name) => batch.columns.find((column) => column.name === name));
  columns.forEach((column, n) => {
    // The name is the sender's own text, so the column is told by number.
    if (column === undefined) errors.push(fault('', 'unknown-column', `Column ${n + 1} is not one of this list.`));
    else if (columns.indexOf(column) !== n)
      errors.push(fault(column.name, 'repeated-column', 'This column stands twice.'));
  });
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, batch, columns: columns.filter((column) => column !== undefined) };
}

function refused(
  pointer: string,
  code: string,
  message: string,
): { readonly ok: false; readonly errors: readonly ContentError[] } {
  return { ok: false, errors: [fault(pointer, code, message)] };
}

function fault(pointer: string, code: string, message: string): ContentError {
  return { pointer, code, message };
}
