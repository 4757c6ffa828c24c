import type { AgencyDocument } from '../definition/agency-document.js';
import type { ContentError } from '../inbound/content-error.js';
import type { BatchColumn, BatchDefinition } from './batch-definition.js';

/** What every line of a list shares with its CloudEvent. */
export interface LineOrigin {
  readonly source: string;
  readonly type: string;
}

export interface LineDocument {
  readonly document: AgencyDocument;
  readonly errors: readonly ContentError[];
}

/** The cells of one line as a canonical event; an empty cell is a value that is not there. Columns come in the order of the file. */
export function lineDocument(
  batch: BatchDefinition,
  columns: readonly BatchColumn[],
  cells: readonly string[],
  { source, type }: LineOrigin,
): LineDocument {
  const errors: ContentError[] = [];
  const event: Record<string, unknown> = { specversion: '1.0', source, type, ...batch.attributes, data: {} };
  columns.forEach((column, n) => {
    const cell = cells[n] ?? '';
    if (cell === '') return;
    const value = valueOf(column, cell);
    if (value === undefined) {
      const message = `must be one of ${Object.keys(column.words ?? {}).join(', ')}`;
      errors.push({ pointer: column.name, code: 'enum', message });
    } else put(event, column.place, value);
  });
  const { data, ...attributes } = event;
  return { document: { attributes, data }, errors };
}

/** undefined when the column has words and this is none of them. */
function valueOf({ words, itemsOf }: BatchColumn, cell: string): unknown {
  if (itemsOf !== undefined)
    return cell
      .split(' ')
      .filter((item) => item !== '')
      .map((item) => ({ [itemsOf]: item }));
  if (words === undefined) return cell;
  return Object.hasOwn(words, cell) ? words[cell] : undefined;
}

/** Places come from the definition, so that no cell names a member. */
function put(event: Record<string, unknown>, place: string, value: unknown): void {
  const steps = place.split('/').slice(1);
  const last = steps.pop() ?? '';
  let at = event;
  for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>;
  at[last] = value;
}
