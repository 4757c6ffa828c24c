/** A `text[]` as text, for statements that unnest many rows: PostgreSQL has no arrays of arrays of different lengths. */
export function textArray(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}
