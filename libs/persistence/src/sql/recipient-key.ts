/**
 * The key of the indexes that are made for whole recipients (migration OpenDeliveries, ADR 0014). Only a statement about all that a recipient has
 * names it: one about a case that could go by such an index would cost as much as all that its recipient ever had.
 *
 * @param endpoint SQL that gives the endpoint, such as `delivery.endpoint`; `unit` the same for the unit ('' = none).
 */
export function recipientKey(endpoint: string, unit: string): string {
  return `${endpoint} || ':' || ${unit}`;
}
