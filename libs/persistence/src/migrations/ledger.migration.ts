import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/** Decisions and receipts as tables. */
export class Ledger1764100000000 implements MigrationInterface {
  name = 'Ledger1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query('DROP TABLE ledger_receipt, ledger_cell, ledger_decision, ledger_position');
  }
}

const TABLES = [
  `CREATE TABLE ledger_position (
    stream text CHECK (stream IN ('decisions', 'receipts')), partition integer,
    log_id text NOT NULL,
    next_offset bigint NOT NULL CHECK (next_offset >= 0),
    last_time timestamptz, taken_at timestamptz,
    PRIMARY KEY (stream, partition))`,
  `CREATE TABLE ledger_decision (
    decision_id text PRIMARY KEY,
    log_partition integer NOT NULL, log_offset bigint NOT NULL, topic_offset bigint NOT NULL,
    generation integer NOT NULL,
    case_key text, message_id text, message text, sender text,
    outcome text NOT NULL, reason text, original_offset bigint,
    time text, listed_at timestamptz NOT NULL,
    engine integer NOT NULL, rule_set_id text, rule_set_hash text, schema_set json, lists json,
    value_hash text, warnings text[] NOT NULL, facts json NOT NULL,
    record bytea NOT NULL, record_hash text NOT NULL)`,
  // Two decisions on one record of the log would be two truths.
  `CREATE UNIQUE INDEX ledger_decision_place ON ledger_decision (log_partition, log_offset)`,
  `CREATE INDEX ledger_decision_listed ON ledger_decision (listed_at, log_partition, log_offset)`,
  `CREATE INDEX ledger_decision_message ON ledger_decision (message_id)`,
  `CREATE INDEX ledger_decision_case ON ledger_decision (case_key, listed_at)`,
  `CREATE TABLE ledger_cell (
    decision_id text NOT NULL REFERENCES ledger_decision, cell integer NOT NULL,
    recipient text NOT NULL, unit text, refusal text, rule_id text, delivery_id text, recipient_schema_id integer,
    removed text[] NOT NULL, masked text[] NOT NULL, read json NOT NULL,
    PRIMARY KEY (decision_id, cell))`,
  `CREATE INDEX ledger_cell_refusal ON ledger_cell (recipient, refusal)`,
  `CREATE INDEX ledger_cell_rule ON ledger_cell (rule_id)`,
  `CREATE INDEX ledger_cell_delivery ON ledger_cell (delivery_id) WHERE delivery_id IS NOT NULL`,
  `CREATE TABLE ledger_receipt (
    receipt_id text PRIMARY KEY,
    delivery_id text NOT NULL, message_id text NOT NULL, message text NOT NULL,
    endpoint text NOT NULL, unit text, case_key text NOT NULL, lane text NOT NULL, sequence bigint,
    outcome text NOT NULL, reason text, attempts integer NOT NULL, time timestamptz NOT NULL,
    log_partition integer NOT NULL, log_offset bigint NOT NULL, recipient_reference text,
    topic_partition integer NOT NULL, topic_offset bigint NOT NULL, record bytea NOT NULL, record_hash text NOT NULL)`,
  `CREATE INDEX ledger_receipt_delivery ON ledger_receipt (delivery_id, topic_offset)`,
];
