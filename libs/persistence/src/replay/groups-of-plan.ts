import { type Sql } from '../sql/sql.js';

/** In what the failures of a plan look alike, once the dry run is done. */
export async function storeGroups(sql: Sql, schema: string, planId: string): Promise<void> {
  await sql.run(
    `INSERT INTO ${schema}.replay_group (plan_id, endpoint, unit, message, error_class, reason, schema_id)
     SELECT DISTINCT plan_id, endpoint, unit, message, error_class, reason, schema_id FROM ${schema}.replay_item
     WHERE plan_id = $1 AND carried_out AND role <> 'FOLLOWER' AND error_class IS NOT NULL AND reason IS NOT NULL AND endpoint IS NOT NULL`,
    [planId],
  );
}
