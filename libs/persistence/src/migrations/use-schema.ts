import { type QueryRunner } from 'typeorm';

/** For this transaction only, so that the statements of a migration need not name the schema. */
export async function useSchema(runner: QueryRunner): Promise<void> {
  const { schema } = runner.dataSource.options as { schema?: string };
  await runner.query(`SET LOCAL search_path TO "${schema}"`);
}
