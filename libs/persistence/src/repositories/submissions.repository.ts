import { type DataSource, type Repository } from 'typeorm';
import { SubmissionEntity } from '../entities/submission.entity.js';
import { inTransaction, type Sql, withSql } from '../sql/sql.js';
import {
  type Receipt,
  type SubmissionBegun,
  type Submissions,
  type SubmissionStart,
  type SubmissionStatus,
} from '../submissions.port.js';

interface Standing {
  readonly content_hash: string;
  readonly state: 'RUNNING' | 'ACCEPTED';
  readonly receipt: Receipt | null;
  readonly accepted_at: string;
  readonly leased: boolean;
}

export class SubmissionsRepository implements Submissions {
  private readonly submissions: Repository<SubmissionEntity>;

  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {
    this.submissions = source.getRepository(SubmissionEntity);
  }

  async begin(start: SubmissionStart): Promise<SubmissionBegun> {
    // A new one, as nearly all are, costs one statement; only one that is there already is looked at under a lock.
    const inserted = await withSql(this.source, (sql) => this.insert(sql, start));
    return inserted ? { kind: 'new', acceptedAt: start.acceptedAt, again: false } : this.beginAgain(start);
  }

  private beginAgain(start: SubmissionStart): Promise<SubmissionBegun> {
    return inTransaction(this.source, async (sql) => {
      const [known] = await sql.rows<Standing>(
        `SELECT content_hash, state, receipt, accepted_at, lease_until > clock_timestamp() AS leased
         FROM ${this.schema}.submission WHERE source = $1 AND id = $2 FOR UPDATE`,
        [start.source, start.id],
      );
      if (known === undefined) throw new Error('Beginning a submission: its row is gone.');
      if (known.content_hash !== start.contentHash) return { kind: 'different' };
      if (known.state === 'ACCEPTED') return { kind: 'same', receipt: known.receipt ?? {} };
      if (known.leased) return { kind: 'in-progress' };
      await this.lease(sql, start);
      return { kind: 'new', acceptedAt: known.accepted_at, again: true };
    });
  }

  async complete(source: string, id: string, receipt: Receipt): Promise<void> {
    await withSql(this.source, (sql) =>
      sql.run(
        `UPDATE ${this.schema}.submission SET state = 'ACCEPTED', receipt = $3::json WHERE source = $1 AND id = $2`,
        [source, id, JSON.stringify(receipt)],
      ),
    );
  }

  async release(source: string, id: string): Promise<void> {
    await this.submissions.update({ source, id, state: 'RUNNING' }, { leaseUntil: () => 'clock_timestamp()' });
  }

  async recordOutcome(messageId: string, outcome: Receipt): Promise<boolean> {
    const changed = await withSql(this.source, (sql) =>
      sql.run(`UPDATE ${this.schema}.submission SET outcome = $2::json WHERE message_id = $1`, [
        messageId,
        JSON.stringify(outcome),
      ]),
    );
    return changed === 1;
  }

  async status(messageId: string, party: string): Promise<SubmissionStatus | null> {
    const row = await this.submissions.findOneBy({ messageId, party });
    if (row === null) return null;
    const { source, id, code, state, acceptedAt, receipt, outcome } = row;
    return { messageId, source, id, code, state, acceptedAt, receipt, outcome };
  }

  private async insert(sql: Sql, start: SubmissionStart): Promise<boolean> {
    const inserted = await sql.run(
      `INSERT INTO ${this.schema}.submission
         (source, id, content_hash, message_id, party, code, case_key, accepted_at, state, lease_until, supersedes)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'RUNNING', clock_timestamp() + $9 * interval '1 millisecond', $10)
       ON CONFLICT (source, id) DO NOTHING`,
      [
        start.source,
        start.id,
        start.contentHash,
        start.messageId,
        start.party,
        start.code,
        start.caseKey,
        start.acceptedAt,
        start.leaseMs,
        start.supersedes === undefined || start.supersedes.length === 0 ? null : start.supersedes,
      ],
    );
    return inserted === 1;
  }

  private async lease(sql: Sql, { source, id, leaseMs }: SubmissionStart): Promise<void> {
    await sql.run(
      `UPDATE ${this.schema}.submission SET lease_until = clock_timestamp() + $3 * interval '1 millisecond' WHERE source = $1 AND id = $2`,
      [source, id, leaseMs],
    );
  }
}
