/**
 * SQL: parked deliveries `row` that may take the place of the message of the blocking delivery `head`: the same message, decided again, or another
 * one of which the sender says so. `supersedes` holds ids as the sender gave them: of the hub or its own; only messages of the same sender count.
 */
export function replacementsOf(schema: string): string {
  return `${schema}.delivery AS head
    JOIN ${schema}.delivery AS row ON (row.endpoint, row.unit, row.case_key) = (head.endpoint, head.unit, head.case_key)
      AND row.state = 'PARKED' AND row.lane = 'CASE' AND (row.place, row.seq) > (head.place, head.seq)
    WHERE head.blocks AND ((row.message_id = head.message_id AND row.generation > head.generation) OR EXISTS (
      SELECT FROM ${schema}.submission AS earlier JOIN ${schema}.submission AS later ON later.party = earlier.party
      WHERE earlier.message_id = head.message_id AND later.message_id = row.message_id AND earlier.message_id = ANY(later.supersedes)))`;
}
