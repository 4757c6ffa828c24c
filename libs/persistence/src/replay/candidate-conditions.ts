import { type CandidateFilter } from '../replay-candidates.port.js';

/** A filter as conditions on the rows that `ReplayCandidatesRepository.select` calls `found`. */
export function candidateConditions(filter: CandidateFilter): {
  readonly where: readonly string[];
  readonly values: readonly unknown[];
} {
  const values: unknown[] = [];
  // Named by id, a delivery is looked at whatever became of it: the plan says why it is not sent.
  const where: string[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const equal = (column: string, wanted: unknown): void => {
    if (wanted !== undefined) where.push(`${column} = ${value(wanted)}`);
  };
  if (filter.deliveryIds !== undefined) where.push(`delivery_id = ANY(${value([...filter.deliveryIds])})`);
  else where.push(filter.held ? `state = 'HELD'` : `state = 'DEAD' AND resolution IS NULL`);
  equal('endpoint', filter.endpoint);
  equal('unit', filter.unit);
  equal('code', filter.code);
  equal('error_class', filter.errorClass);
  equal('reason', filter.reason);
  equal('case_key', filter.caseKey);
  if (filter.since !== undefined) where.push(`changed_at >= ${value(filter.since)}::timestamptz`);
  if (filter.until !== undefined) where.push(`changed_at < ${value(filter.until)}::timestamptz`);
  if (filter.signs !== undefined) {
    const { endpoint, unit, code, errorClass, reason, schemaId } = filter.signs;
    const signs = [endpoint, unit ?? '', code, errorClass].map(value);
    where.push(`(endpoint, unit, code, error_class) = (${signs.join(', ')})`);
    where.push(`reason IS NOT DISTINCT FROM ${value(reason)}::text`);
    where.push(`schema_id IS NOT DISTINCT FROM ${value(schemaId)}::int`);
  }
  return { where, values };
}
