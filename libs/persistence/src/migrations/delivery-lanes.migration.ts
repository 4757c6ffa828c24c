import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/** Deliveries are made from rows: their bytes, who works which lane and when next, and who is out of reach. */
export class DeliveryLanes1764300000000 implements MigrationInterface {
  name = 'DeliveryLanes1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query('DROP TABLE delivery_circuit, delivery_lane, delivery_record');
    await runner.query('DROP INDEX delivery_unit, delivery_open_lane, delivery_open_unit');
    await runner.query(
      'ALTER TABLE delivery DROP CONSTRAINT delivery_open_state, DROP COLUMN open, DROP COLUMN unanswered',
    );
  }
}

const STATEMENTS = [
  // Open = still in its lane: somebody has to do something with it. A removal that a stop has put on HOLD is open until that was said.
  `ALTER TABLE delivery ADD COLUMN open boolean NOT NULL DEFAULT true, ADD COLUMN unanswered integer NOT NULL DEFAULT 0`,
  `ALTER TABLE delivery ALTER COLUMN open DROP DEFAULT, ALTER COLUMN unanswered DROP DEFAULT`,
  `UPDATE delivery SET open = false WHERE state NOT IN ('WAITING', 'ATTEMPTING')`,
  `ALTER TABLE delivery ADD CONSTRAINT delivery_open_state CHECK (NOT open OR state IN ('WAITING', 'ATTEMPTING', 'HELD'))`,
  `CREATE INDEX delivery_open_lane ON delivery (endpoint, unit, case_key, lane, seq) WHERE open`,
  `CREATE INDEX delivery_open_unit ON delivery (endpoint, unit, lane DESC, seq) WHERE open`,
  `CREATE INDEX delivery_unit ON delivery_counter (endpoint, unit) WHERE case_key = ''`,
  `CREATE TABLE delivery_record (
    delivery_id text PRIMARY KEY,
    key text, value bytea NOT NULL, headers json NOT NULL)`,
  `CREATE TABLE delivery_lane (
    endpoint text, unit text, case_key text, lane text CHECK (lane IN ('CASE', 'STOP')),
    lease text,
    next_attempt_at timestamptz NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (endpoint, unit, case_key, lane))`,
  `CREATE INDEX delivery_lane_due ON delivery_lane (endpoint, unit, lane DESC, next_attempt_at)`,
  `CREATE TABLE delivery_circuit (
    endpoint text, unit text,
    failures integer NOT NULL, open boolean NOT NULL, probe_at timestamptz NOT NULL, changed_at timestamptz NOT NULL,
    PRIMARY KEY (endpoint, unit))`,
];
