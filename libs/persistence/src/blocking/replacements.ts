/**
 * SQL: parked deliveries `row` whose sender says that they take the place of the message of the blocking delivery `head`. `supersedes` holds ids
 * as the sender gave them: of the hub or its own; only messages of the same sender count.
 */
export function replacementsOf(schema: string): string {
  return `${schema}.delivery AS head
    JOIN ${schema}.submission AS earlier ON earlier.message_id = head.message_id
    JOIN ${schema}.delivery AS row ON (row.endpoint, row.unit, row.case_key) = (head.endpoint, head.unit, head.case_key)
      AND row.state = 'PARKED' AND row.lane = 'CASE' AND (row.place, row.seq) > (head.place, head.seq)
    JOIN ${schema}.submission AS later ON later.message_id = row.message_id AND later.party = earlier.party
      AND earlier.message_id = ANY(later.supersedes)
    WHERE head.blocks`;
}
