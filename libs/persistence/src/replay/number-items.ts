import { type Sql } from '../sql/sql.js';

/**
 * The next generation of each item's message, given out once and never again: a number that was given out and not used is passed over. Items of
 * one message share it, for one order names all its recipients.
 */
export async function numberItems(
  sql: Sql,
  schema: string,
  planId: string,
  nths: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  await sql.run(
    `WITH wanted AS (
       SELECT DISTINCT message_id FROM ${schema}.replay_item
       WHERE plan_id = $1 AND nth = ANY($2) AND new_generation IS NULL AND message_id IS NOT NULL),
     known AS (
       SELECT message_id, greatest(
         (SELECT coalesce(max(generation), 0) FROM ${schema}.ledger_decision AS decision WHERE decision.message_id = wanted.message_id),
         (SELECT coalesce(max(generation), 0) FROM ${schema}.delivery AS row WHERE row.message_id = wanted.message_id)) AS last
       FROM wanted),
     given AS (
       INSERT INTO ${schema}.replay_generation AS given (message_id, last) SELECT message_id, last + 1 FROM known ORDER BY message_id
       ON CONFLICT (message_id) DO UPDATE SET last = greatest(given.last + 1, excluded.last) RETURNING message_id, last)
     UPDATE ${schema}.replay_item AS item SET new_generation = given.last FROM given
     WHERE item.plan_id = $1 AND item.nth = ANY($2) AND item.new_generation IS NULL AND item.message_id = given.message_id`,
    [planId, [...nths]],
  );
  const rows = await sql.rows<{ nth: number; number: number }>(
    `SELECT nth, new_generation AS number FROM ${schema}.replay_item WHERE plan_id = $1 AND nth = ANY($2) AND new_generation IS NOT NULL`,
    [planId, [...nths]],
  );
  return new Map(rows.map(({ nth, number }) => [nth, number]));
}
