import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/** The first tables. They are changed by later migrations only. */
export class InitialSchema1764000000000 implements MigrationInterface {
  name = 'InitialSchema1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query(`DROP TABLE delivery_watermark, delivery_counter, delivery, stop_entry, stop_case, submission,
      mission_reference, case_facts, partition_row, hub_log`);
  }
}

const TABLES = [
  `CREATE TABLE hub_log (
    row_id smallint PRIMARY KEY CHECK (row_id = 1),
    log_id text NOT NULL,
    partitions integer NOT NULL CHECK (partitions > 0),
    state text NOT NULL CHECK (state IN ('CREATING', 'READY')))`,
  `CREATE TABLE partition_row (
    partition integer PRIMARY KEY,
    log_id text NOT NULL,
    next_offset bigint NOT NULL CHECK (next_offset >= 0),
    rule_set json, schema_set json, lists json, engine integer)`,
  `CREATE TABLE case_facts (
    case_key text PRIMARY KEY,
    partition integer NOT NULL,
    changed_at_offset bigint NOT NULL,
    facts json NOT NULL)`,
  `CREATE TABLE mission_reference (
    unit text, reference text, case_key text NOT NULL, v_number_encrypted text NOT NULL,
    PRIMARY KEY (unit, reference))`,
  `CREATE TABLE submission (
    source text, id text,
    content_hash text NOT NULL, message_id text NOT NULL, party text NOT NULL, code text NOT NULL, case_key text NOT NULL,
    accepted_at text NOT NULL,
    state text NOT NULL CHECK (state IN ('RUNNING', 'ACCEPTED')),
    lease_until timestamptz NOT NULL,
    receipt json, outcome json,
    PRIMARY KEY (source, id))`,
  `CREATE UNIQUE INDEX submission_message ON submission (message_id)`,
  `CREATE TABLE stop_case (
    case_key text PRIMARY KEY,
    suspended boolean NOT NULL,
    stops_begun bigint NOT NULL DEFAULT 0)`,
  `CREATE TABLE stop_entry (
    message_id text PRIMARY KEY, case_key text NOT NULL, ground text NOT NULL,
    topic text NOT NULL, value bytea NOT NULL, headers json NOT NULL,
    begun_at timestamptz NOT NULL)`,
  `CREATE INDEX stop_entry_case ON stop_entry (case_key)`,
  `CREATE INDEX stop_entry_age ON stop_entry (begun_at)`,
  `CREATE TABLE delivery (
    delivery_id text PRIMARY KEY,
    message_id text NOT NULL, decision_id text NOT NULL, code text NOT NULL,
    endpoint text NOT NULL, unit text NOT NULL, case_key text NOT NULL,
    lane text NOT NULL CHECK (lane IN ('CASE', 'STOP')),
    removal boolean NOT NULL, generation integer NOT NULL,
    log_partition integer NOT NULL, log_offset bigint NOT NULL, topic_partition integer NOT NULL, topic_offset bigint NOT NULL,
    seq bigint NOT NULL, case_seq bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('WAITING', 'ATTEMPTING', 'DELIVERED', 'PARKED', 'HELD', 'WITHHELD', 'DEAD')),
    attempts integer NOT NULL, last_error_class text,
    taken_at timestamptz NOT NULL, changed_at timestamptz NOT NULL)`,
  `CREATE UNIQUE INDEX delivery_seq ON delivery (endpoint, unit, seq)`,
  `CREATE INDEX delivery_message ON delivery (message_id)`,
  `CREATE INDEX delivery_case ON delivery (case_key, endpoint, unit, case_seq)`,
  // Nearly all deliveries end as DELIVERED; what operators look for is the rest.
  `CREATE INDEX delivery_open ON delivery (endpoint, unit, state, seq) WHERE state <> 'DELIVERED'`,
  `CREATE TABLE delivery_counter (
    endpoint text, unit text, case_key text, last bigint NOT NULL,
    PRIMARY KEY (endpoint, unit, case_key))`,
  `CREATE TABLE delivery_watermark (
    endpoint text, unit text, case_key text, lane text, log_partition integer NOT NULL, log_offset bigint NOT NULL,
    PRIMARY KEY (endpoint, unit, case_key, lane))`,
];
