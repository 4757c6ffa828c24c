import { type DataSource } from 'typeorm';
import { type Book, type Books, type BooksFilter } from '../books.port.js';
import { inTransaction } from '../sql/sql.js';
import { booksStatement } from './books-statement.js';

/** As the driver gives it; `bigint` as number. */
type Row = Omit<Book, 'unit'> & { readonly unit: string };

export class BooksRepository implements Books {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async read({ endpoint, unit, graceSeconds }: BooksFilter): Promise<readonly Book[]> {
    const rows = await inTransaction(this.source, async (sql) => {
      // Room to join millions of rows without many passes over temporary files, and time to do so; for this transaction only.
      await sql.run(`SET LOCAL work_mem = '128MB'`);
      await sql.run(`SET LOCAL statement_timeout = '10min'`);
      return sql.rows<Row>(booksStatement(this.schema), [graceSeconds, endpoint ?? null, unit ?? null]);
    });
    return rows.map((row) => ({ ...row, unit: row.unit === '' ? null : row.unit }));
  }
}
