import { type DeadLetterCursor, type DeadLetterFilter } from '../dead-letters.port.js';

/** A filter as conditions on the rows that `DeadLettersRepository` calls `letters`. */
export function deadLetterConditions(
  filter: DeadLetterFilter,
  after: DeadLetterCursor | null,
): { readonly where: readonly string[]; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const where: string[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const equal = (column: string, wanted: string | undefined): void => {
    if (wanted !== undefined) where.push(`${column} = ${value(wanted)}`);
  };
  equal('endpoint', filter.endpoint);
  equal('unit', filter.unit);
  equal('code', filter.code);
  equal('"errorClass"', filter.errorClass);
  equal('reason', filter.reason);
  if (filter.resolved !== true) where.push('resolution IS NULL');
  if (filter.since !== undefined) where.push(`dead_since >= ${value(filter.since)}::timestamptz`);
  if (filter.until !== undefined) where.push(`dead_since < ${value(filter.until)}::timestamptz`);
  if (filter.signs !== undefined) {
    const { endpoint, unit, code, errorClass, reason, schemaId } = filter.signs;
    const signs = [endpoint, unit ?? '', code, errorClass].map(value);
    where.push(`(endpoint, unit, code, "errorClass") = (${signs.join(', ')})`);
    where.push(`reason IS NOT DISTINCT FROM ${value(reason)}::text`);
    where.push(`"schemaId" IS NOT DISTINCT FROM ${value(schemaId)}::int`);
  }
  if (after !== null) {
    const { deadSince, deliveryId } = after;
    where.push(
      `(dead_since, delivery_id) > (${value(new Date(deadSince).toISOString())}::timestamptz, ${value(deliveryId)})`,
    );
  }
  return { where, values };
}
