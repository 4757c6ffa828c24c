import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/** What operators look for: since when the ledger holds a decision, and what was sent about one case. */
export class Operations1764400000000 implements MigrationInterface {
  name = 'Operations1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    // The start of the transaction that stores it. Rows that are there get the moment of this migration, which rewrites no table.
    await runner.query('ALTER TABLE ledger_decision ADD COLUMN stored_at timestamptz NOT NULL DEFAULT now()');
    await runner.query('CREATE INDEX submission_case ON submission (case_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query('DROP INDEX submission_case');
    await runner.query('ALTER TABLE ledger_decision DROP COLUMN stored_at');
  }
}
