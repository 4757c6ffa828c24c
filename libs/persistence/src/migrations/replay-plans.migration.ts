import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/** Replay plans with their items, who holds what, and what operators did. */
export class ReplayPlans1764600000000 implements MigrationInterface {
  name = 'ReplayPlans1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query(
      'DROP TABLE operator_audit, replay_generation, replay_hold, replay_group, replay_item, replay_plan',
    );
  }
}

const TABLES = [
  `CREATE TABLE replay_plan (
    plan_id text PRIMARY KEY,
    kind text NOT NULL, selection json NOT NULL, narrower boolean NOT NULL, rate_per_second double precision, reason text NOT NULL,
    made_by text NOT NULL, made_at timestamptz NOT NULL,
    state text NOT NULL,
    found integer, judged integer NOT NULL DEFAULT 0,
    basis json, plan_hash text, counts json,
    approved_by text, approved_at timestamptz, approved_hash text,
    halt json, started_at timestamptz, ended_at timestamptz,
    new_failures integer NOT NULL DEFAULT 0,
    lease text, lease_until timestamptz NOT NULL,
    CONSTRAINT replay_plan_approver CHECK (approved_by <> made_by))`,
  `CREATE INDEX replay_plan_made ON replay_plan (made_at DESC, plan_id)`,
  // What has to be worked on: to be planned, to be run, or stopped with items under way.
  `CREATE INDEX replay_plan_work ON replay_plan (lease_until) WHERE state IN ('PLANNING', 'RUNNING', 'STOPPED', 'OUTDATED', 'WITHDRAWN')`,
  `CREATE TABLE replay_item (
    plan_id text REFERENCES replay_plan, nth integer,
    item_id text NOT NULL,
    role text NOT NULL CHECK (role IN ('HEAD', 'FOLLOWER', 'ALONE')),
    head_id text, delivery_id text, decision_id text, rule_set_then text, message_id text, message text,
    endpoint text, unit text, case_key text, generation integer NOT NULL, removal boolean NOT NULL,
    verdict_kind text NOT NULL, verdict json NOT NULL, upgraded boolean NOT NULL, carried_out boolean NOT NULL, cell integer,
    error_class text, reason text, schema_id integer,
    outcome text, verdict_then json, new_generation integer, new_delivery_id text, changed_at timestamptz,
    PRIMARY KEY (plan_id, nth))`,
  // One item for each: an order given twice is seen to be one.
  `CREATE UNIQUE INDEX replay_item_once ON replay_item (plan_id, item_id)`,
  `CREATE INDEX replay_item_pending ON replay_item (plan_id, nth) WHERE carried_out AND outcome IS NULL AND role <> 'FOLLOWER'`,
  `CREATE INDEX replay_item_under_way ON replay_item (plan_id, nth) WHERE outcome IN ('RELEASED', 'ORDERED')`,
  `CREATE INDEX replay_item_head ON replay_item (plan_id, head_id, nth) WHERE head_id IS NOT NULL`,
  `CREATE INDEX replay_item_delivery ON replay_item (delivery_id)`,
  // What the plan's failures look alike in; new ones of these stop it.
  `CREATE TABLE replay_group (
    plan_id text REFERENCES replay_plan, endpoint text NOT NULL, unit text NOT NULL, message text NOT NULL, error_class text NOT NULL,
    reason text NOT NULL, schema_id integer)`,
  `CREATE INDEX replay_group_plan ON replay_group (plan_id)`,
  // One message for one recipient is in one running plan at most: the database itself refuses the second.
  `CREATE TABLE replay_hold (
    message_id text, endpoint text, unit text,
    plan_id text NOT NULL,
    PRIMARY KEY (message_id, endpoint, unit))`,
  `CREATE INDEX replay_hold_plan ON replay_hold (plan_id)`,
  // Generations given out for a message; an order may be on its way that the ledger does not show yet.
  `CREATE TABLE replay_generation (message_id text PRIMARY KEY, last integer NOT NULL)`,
  `CREATE TABLE operator_audit (
    audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL, actor text NOT NULL, action text NOT NULL, plan_id text, case_key text, details json NOT NULL)`,
  `CREATE INDEX operator_audit_plan ON operator_audit (plan_id, audit_id) WHERE plan_id IS NOT NULL`,
  `CREATE INDEX operator_audit_case ON operator_audit (case_key, audit_id) WHERE case_key IS NOT NULL`,
  `CREATE INDEX operator_audit_actor ON operator_audit (actor, audit_id)`,
];
