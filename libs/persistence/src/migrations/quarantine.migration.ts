import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/** Records that were set aside, as rows; and since when the dead and the held are so, per recipient. */
export class Quarantine1764700000000 implements MigrationInterface {
  name = 'Quarantine1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query('DROP INDEX delivery_unattended');
    await runner.query('DROP TABLE quarantined_record');
    await runner.query(`DELETE FROM ledger_position WHERE stream = 'quarantine'`);
    await runner.query('ALTER TABLE ledger_position DROP CONSTRAINT ledger_position_stream_check');
    await runner.query(
      `ALTER TABLE ledger_position ADD CONSTRAINT ledger_position_stream_check CHECK (stream IN ('decisions', 'receipts'))`,
    );
  }
}

const STATEMENTS = [
  `ALTER TABLE ledger_position DROP CONSTRAINT ledger_position_stream_check`,
  `ALTER TABLE ledger_position ADD CONSTRAINT ledger_position_stream_check CHECK (stream IN ('decisions', 'receipts', 'quarantine'))`,
  // record_hash: of the value; the reason of one place may differ between two versions of the hub, its bytes never.
  `CREATE TABLE quarantined_record (
    quarantine_id text PRIMARY KEY,
    origin text NOT NULL CHECK (origin IN ('CASE_LOG', 'DELIVERY')),
    endpoint text, record_partition integer NOT NULL, record_offset bigint NOT NULL,
    reason text NOT NULL, claimed_sender text, claimed_message text, claimed_message_id text,
    bytes integer NOT NULL, record_hash text NOT NULL,
    set_aside_at timestamptz NOT NULL,
    plan_id text, ordered_at timestamptz)`,
  `CREATE INDEX quarantined_record_age ON quarantined_record (set_aside_at, quarantine_id)`,
  // Nearly all deliveries end as DELIVERED: the oldest of the few that did not is found without reading the others.
  `CREATE INDEX delivery_unattended ON delivery (endpoint, unit, state, changed_at) WHERE state IN ('DEAD', 'HELD') AND resolution IS NULL`,
];
