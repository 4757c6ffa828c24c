import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/**
 * Where the activation stands by which a partition decides, so that a copy of an older one is known for what it is (ADR 0011); and how often a
 * stop was published again.
 */
export class ActivationPlace1764200000000 implements MigrationInterface {
  name = 'ActivationPlace1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query('ALTER TABLE partition_row ADD COLUMN activated_at_offset bigint');
    await runner.query('ALTER TABLE stop_entry ADD COLUMN handed_out integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query('ALTER TABLE stop_entry DROP COLUMN handed_out');
    await runner.query('ALTER TABLE partition_row DROP COLUMN activated_at_offset');
  }
}
