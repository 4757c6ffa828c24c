import { type DataSource, type QueryRunner } from 'typeorm';

/** Statements on one connection. Rows come back as the driver gives them; `bigint` as number. */
export interface Sql {
  rows<R>(text: string, values?: readonly unknown[]): Promise<readonly R[]>;
  /** Answers with the number of rows changed. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

function on(runner: QueryRunner): Sql {
  return {
    rows: async <R>(text: string, values: readonly unknown[] = []) => {
      const result = await runner.query(text, [...values], true);
      return result.records as R[];
    },
    run: async (text, values = []) => {
      const result = await runner.query(text, [...values], true);
      return result.affected ?? 0;
    },
  };
}

/** Each statement for itself. */
export async function withSql<T>(source: DataSource, work: (sql: Sql) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    return await work(on(runner));
  } finally {
    await runner.release();
  }
}

/** All or nothing, READ COMMITTED: what must not change meanwhile is locked by the statements themselves. */
export async function inTransaction<T>(source: DataSource, work: (sql: Sql) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction('READ COMMITTED');
    const result = await work(on(runner));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // A connection that is gone can't roll back either; the first error is the one that matters.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}
