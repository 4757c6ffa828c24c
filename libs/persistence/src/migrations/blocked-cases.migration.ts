import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/**
 * Cases that stand still at one recipient behind a dead letter, what operators decided about it, and units that are paused. A dead letter of
 * an earlier release blocks nothing: what followed it has gone on.
 */
export class BlockedCases1764500000000 implements MigrationInterface {
  name = 'BlockedCases1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE delivery ADD COLUMN place bigint, ADD COLUMN deaths integer NOT NULL DEFAULT 0,
     ADD COLUMN blocks boolean NOT NULL DEFAULT false, ADD COLUMN resolution text CHECK (resolution IN ('SKIPPED', 'REPLACED')),
     ADD COLUMN plan_id text, ADD COLUMN released_at timestamptz, ADD COLUMN first_failed_at timestamptz`,
  `UPDATE delivery SET place = seq, deaths = CASE WHEN state = 'DEAD' THEN 1 ELSE 0 END`,
  `ALTER TABLE delivery ALTER COLUMN place SET NOT NULL,
     ADD CONSTRAINT delivery_blocks CHECK (NOT blocks OR (state = 'DEAD' AND lane = 'CASE' AND resolution IS NULL)),
     ADD CONSTRAINT delivery_resolution CHECK (resolution IS NULL OR state IN ('DEAD', 'DELIVERED'))`,
  `DROP INDEX delivery_open_lane, delivery_open_unit`,
  `CREATE INDEX delivery_open_lane ON delivery (endpoint, unit, case_key, lane, place, seq) WHERE open`,
  `CREATE INDEX delivery_open_unit ON delivery (endpoint, unit, lane DESC, place, seq) WHERE open`,
  `CREATE INDEX delivery_parked ON delivery (endpoint, unit, case_key, place, seq) WHERE state = 'PARKED'`,
  `CREATE INDEX delivery_blocking ON delivery (endpoint, unit, case_key, place, seq) WHERE blocks`,
  `CREATE TABLE blocked_case (
    endpoint text, unit text, case_key text,
    state text NOT NULL CHECK (state IN ('BLOCKED', 'DRAINING')),
    head_id text NOT NULL,
    blocked_since timestamptz NOT NULL, changed_at timestamptz NOT NULL,
    PRIMARY KEY (endpoint, unit, case_key))`,
  `CREATE INDEX blocked_case_since ON blocked_case (blocked_since, endpoint, unit, case_key)`,
  // What a plan has done, so that the same order given twice is done once; it outlives the plan, for the time line of the case.
  `CREATE TABLE delivery_release (
    plan_id text, delivery_id text,
    kind text NOT NULL CHECK (kind IN ('RETRY', 'SKIP', 'REPLACE')),
    released_at timestamptz NOT NULL,
    PRIMARY KEY (plan_id, delivery_id))`,
  `CREATE INDEX delivery_release_delivery ON delivery_release (delivery_id, released_at)`,
  // A unit that fetches has no lanes; one with too much standing still is paused, but for stops.
  `CREATE TABLE recipient_unit (
    endpoint text, unit text,
    fetches boolean NOT NULL, paused_since timestamptz,
    PRIMARY KEY (endpoint, unit))`,
  `ALTER TABLE submission ADD COLUMN supersedes text[]`,
];

const DOWN = [
  `ALTER TABLE submission DROP COLUMN supersedes`,
  `DROP TABLE recipient_unit, delivery_release, blocked_case`,
  `UPDATE delivery SET state = 'WAITING', open = true WHERE state = 'PARKED'`,
  `DROP INDEX delivery_blocking, delivery_parked, delivery_open_lane, delivery_open_unit`,
  `ALTER TABLE delivery DROP COLUMN place, DROP COLUMN deaths, DROP COLUMN blocks, DROP COLUMN resolution, DROP COLUMN plan_id,
     DROP COLUMN released_at, DROP COLUMN first_failed_at`,
  `CREATE INDEX delivery_open_lane ON delivery (endpoint, unit, case_key, lane, seq) WHERE open`,
  `CREATE INDEX delivery_open_unit ON delivery (endpoint, unit, lane DESC, seq) WHERE open`,
];
