import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/**
 * The indexes by recipient get a key that only the statements about a whole recipient name. What asks for one case could be answered through
 * them as well, and the planner did so whenever it had no figures yet, or they said that little is open: each case then cost as much as all that its
 * recipient has had. Rows and leases come and go with every delivery, so dead entries are taken away sooner than at a fifth of the table.
 */
export class OpenDeliveries1764800000000 implements MigrationInterface {
  name = 'OpenDeliveries1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of DOWN) await runner.query(statement);
  }
}

const BUSY = ['delivery', 'delivery_lane', 'delivery_record', 'blocked_case', 'replay_item'];

const UP = [
  `DROP INDEX delivery_open_unit, delivery_open, delivery_seq`,
  `CREATE UNIQUE INDEX delivery_seq ON delivery ((endpoint || ':' || unit), seq)`,
  `CREATE INDEX delivery_open_recipient ON delivery ((endpoint || ':' || unit), lane DESC, place, seq) WHERE open`,
  `CREATE INDEX delivery_state_recipient ON delivery ((endpoint || ':' || unit), state, seq) WHERE state <> 'DELIVERED'`,
  `DROP INDEX delivery_lane_due`,
  `CREATE INDEX delivery_lane_due ON delivery_lane ((endpoint || ':' || unit), lane DESC, next_attempt_at)`,
  ...BUSY.map(
    (table) =>
      `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, autovacuum_analyze_scale_factor = 0.05)`,
  ),
];

const DOWN = [
  ...BUSY.map(
    (table) =>
      `ALTER TABLE ${table} RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor)`,
  ),
  `DROP INDEX delivery_open_recipient, delivery_state_recipient, delivery_lane_due, delivery_seq`,
  `CREATE UNIQUE INDEX delivery_seq ON delivery (endpoint, unit, seq)`,
  `CREATE INDEX delivery_lane_due ON delivery_lane (endpoint, unit, lane DESC, next_attempt_at)`,
  `CREATE INDEX delivery_open ON delivery (endpoint, unit, state, seq) WHERE state <> 'DELIVERED'`,
  `CREATE INDEX delivery_open_unit ON delivery (endpoint, unit, lane DESC, place, seq) WHERE open`,
];
