import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { useSchema } from './use-schema.js';

/** What a plan is about, while it is being made: found once, then judged piece by piece, without being held in memory. */
export class ReplayPinned1764850000000 implements MigrationInterface {
  name = 'ReplayPinned1764850000000';

  async up(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query(`CREATE TABLE replay_pinned (
      plan_id text REFERENCES replay_plan, nth integer,
      delivery_id text, decision_id text, cell integer,
      PRIMARY KEY (plan_id, nth),
      CHECK ((delivery_id IS NULL) <> (decision_id IS NULL) AND (decision_id IS NULL) = (cell IS NULL)))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await useSchema(runner);
    await runner.query('DROP TABLE replay_pinned');
  }
}
