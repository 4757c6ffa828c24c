import type { AgencyFormat } from '../definition/agency-format.js';
import type { BatchDefinition } from './batch-definition.js';

/** Of every list. */
export const CSV = 'text/csv';

/** A line of the list as a document like any other: its cells have been read already, and places are names of columns. */
export function batchFormat(batch: BatchDefinition): AgencyFormat {
  return {
    name: `csv-${batch.name}`,
    language: 'nl',
    mediaTypes: [CSV],
    parse: () => ({
      ok: false,
      errors: [{ pointer: '', code: 'not-a-line', message: 'A list is read line by line.' }],
    }),
    compose: () => ({
      ok: false,
      errors: [{ pointer: '', code: 'not-composable', message: 'A list is only received.' }],
    }),
    mapperFor: (code) =>
      code === batch.code
        ? { fromAgency: (data) => ({ ok: true, value: data }), toAgency: (content) => content }
        : null,
    locate: (_code, pointer) => columnAt(batch, pointer),
    describe: () => null,
    codeLists: {},
  };
}

/** The column of a place; of a whole (`/data/person`) its first column, and nothing for what no column holds. */
function columnAt({ columns }: BatchDefinition, pointer: string): string {
  const within = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);
  const found =
    columns.find(({ place }) => within(pointer, place)) ?? columns.find(({ place }) => within(place, pointer));
  return pointer === '' ? '' : (found?.name ?? '');
}
