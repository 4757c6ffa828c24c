import { type QuarantineCursor, type QuarantineFilter } from '../quarantine.port.js';

/** What a filter asks of a row, and what goes in for `$1`, `$2`, ... */
export function quarantineConditions(
  filter: QuarantineFilter,
  after: QuarantineCursor | null,
): { readonly where: readonly string[]; readonly values: readonly unknown[] } {
  const where: string[] = [];
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const { origin, endpoint, reason, since, until, quarantineIds, places, open } = filter;
  if (origin !== undefined) where.push(`origin = ${value(origin)}`);
  if (endpoint !== undefined) where.push(`endpoint = ${value(endpoint)}`);
  if (reason !== undefined) where.push(`reason = ${value(reason)}`);
  if (since !== undefined) where.push(`since >= ${value(since)}::timestamptz`);
  if (until !== undefined) where.push(`since < ${value(until)}::timestamptz`);
  if (quarantineIds !== undefined) where.push(`"quarantineId" = ANY(${value(quarantineIds)}::text[])`);
  if (places !== undefined) {
    where.push(`origin = 'CASE_LOG' AND "partition" || '/' || "offset" = ANY(${value(places)}::text[])`);
  }
  if (open === true) where.push('plan_id IS NULL');
  if (after !== null) {
    const place = `${value(new Date(after.since).toISOString())}::timestamptz, ${value(after.quarantineId)}`;
    where.push(`(since, "quarantineId") > (${place})`);
  }
  return { where, values };
}
