import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/** Alarms that somebody was told of, so that of several consoles one tells each. */
export class AlarmsTold1764900000000 implements MigrationInterface {
  name = 'AlarmsTold1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query(
      `CREATE TABLE alarm_told (
         alarm_id text PRIMARY KEY,
         code text NOT NULL, endpoint text, unit text,
         severity text NOT NULL CHECK (severity IN ('warning', 'critical')),
         told_at timestamptz NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query('DROP TABLE alarm_told');
  }
}
