import { type Recipient } from '../deliveries.port.js';

/** A case at one recipient unit, as tables name it: '' where the endpoint has no units. */
export interface CaseRow {
  readonly endpoint: string;
  readonly unit: string;
  readonly case_key: string;
}

export function caseRowOf({ endpoint, unit, caseKey }: Recipient & { readonly caseKey: string }): CaseRow {
  return { endpoint, unit: unit ?? '', case_key: caseKey };
}

/** Each once. */
export function distinctCases(rows: readonly CaseRow[]): readonly CaseRow[] {
  return [...new Map(rows.map((row) => [JSON.stringify([row.endpoint, row.unit, row.case_key]), row])).values()];
}

/** The first three parameters of a statement that begins with `GIVEN_CASES`. */
export function caseParameters(cases: readonly CaseRow[]): readonly string[][] {
  return [cases.map(({ endpoint }) => endpoint), cases.map(({ unit }) => unit), cases.map(({ case_key }) => case_key)];
}

export const GIVEN_CASES = 'unnest($1::text[], $2::text[], $3::text[]) AS given (endpoint, unit, case_key)';
