import { type DataSource } from 'typeorm';
import { type LoadFilter, type Oldest, type RecipientLoad, type RecipientLoads } from '../recipient-load.port.js';
import { inTransaction } from '../sql/sql.js';
import { loadStatement } from './load-statement.js';

type Counts = 'waiting' | 'attempting' | 'parked' | 'held' | 'dead' | 'blockedCases';

interface Row extends Pick<RecipientLoad, 'endpoint' | 'unit' | 'paused' | Counts> {
  readonly now: Date;
  readonly waiting_since: Date | null;
  readonly dead_since: Date | null;
  readonly held_since: Date | null;
  readonly blocked_since: Date | null;
  readonly failures: number | null;
  readonly open: boolean | null;
}

export class RecipientLoadsRepository implements RecipientLoads {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async read({ endpoints, unit }: LoadFilter = {}): Promise<readonly RecipientLoad[]> {
    const rows = await inTransaction(this.source, async (sql) => {
      // Compiling it takes longer than running it.
      await sql.run('SET LOCAL jit = off');
      return sql.rows<Row>(loadStatement(this.schema), [endpoints ?? null, unit ?? null]);
    });
    return rows.map(loadOf);
  }
}

function loadOf(row: Row): RecipientLoad {
  const { endpoint, unit, waiting, attempting, parked, held, dead, blockedCases, paused, now, failures, open } = row;
  return {
    ...{ endpoint, unit, waiting, attempting, parked, held, dead, blockedCases },
    oldestWaiting: oldestOf(row.waiting_since, now),
    oldestDead: oldestOf(row.dead_since, now),
    oldestHeld: oldestOf(row.held_since, now),
    oldestBlocked: oldestOf(row.blocked_since, now),
    circuit: failures === null ? null : { failures, open: open === true },
    paused,
  };
}

function oldestOf(since: Date | null, now: Date): Oldest | null {
  if (since === null) return null;
  const ageSeconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000));
  return { since: since.toISOString(), ageSeconds };
}
