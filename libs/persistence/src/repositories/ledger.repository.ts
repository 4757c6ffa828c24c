import { type DataSource, In } from 'typeorm';
import { LedgerCellEntity } from '../entities/ledger-cell.entity.js';
import { LedgerDecisionEntity } from '../entities/ledger-decision.entity.js';
import { LedgerPositionEntity } from '../entities/ledger-position.entity.js';
import { LedgerReceiptEntity } from '../entities/ledger-receipt.entity.js';
import { decisionOf, receiptOf } from '../ledger/ledger-of-entity.js';
import { listLedger } from '../ledger/list-ledger.js';
import { storeDecisions } from '../ledger/store-decisions.js';
import { storeReceipts } from '../ledger/store-receipts.js';
import { type EntryTable, takeEntries } from '../ledger/take-entries.js';
import { storeUnreadable } from '../operations/store-unreadable.js';
import {
  type DecisionEntry,
  type LedgerDecision,
  type LedgerReceipt,
  type QuarantineEntry,
  type ReceiptEntry,
} from '../ledger-entries.port.js';
import { type LedgerFilter, type LedgerPage } from '../ledger-listing.port.js';
import {
  type Ledger,
  type LedgerBatch,
  type LedgerPosition,
  type LedgerStream,
  type LedgerTaken,
} from '../ledger.port.js';

export class LedgerRepository implements Ledger {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async openPosition(stream: LedgerStream, partition: number, logId: string): Promise<LedgerPosition> {
    const positions = this.source.getRepository(LedgerPositionEntity);
    const values = { stream, partition, logId, nextOffset: 0, lastTime: null, takenAt: null };
    await positions.createQueryBuilder().insert().values(values).orIgnore().execute();
    const stored = await positions.findOneBy({ stream, partition });
    if (stored === null) throw new Error('Opening the position of the ledger: the row just written is gone.');
    return positionOf(stored);
  }

  async positions(): Promise<readonly LedgerPosition[]> {
    const rows = await this.source
      .getRepository(LedgerPositionEntity)
      .find({ order: { stream: 'ASC', partition: 'ASC' } });
    return rows.map(positionOf);
  }

  takeDecisions(batch: LedgerBatch<DecisionEntry>): Promise<LedgerTaken> {
    const table: EntryTable<DecisionEntry> = {
      stream: 'decisions',
      table: 'ledger_decision',
      idColumn: 'decision_id',
      idOf: ({ decisionId }) => decisionId,
      store: (sql, entries, lastTime) => storeDecisions(sql, this.schema, entries, lastTime),
    };
    return takeEntries(this.source, this.schema, table, batch);
  }

  takeReceipts(batch: LedgerBatch<ReceiptEntry>): Promise<LedgerTaken> {
    const table: EntryTable<ReceiptEntry> = {
      stream: 'receipts',
      table: 'ledger_receipt',
      idColumn: 'receipt_id',
      idOf: ({ receiptId }) => receiptId,
      store: (sql, entries) => storeReceipts(sql, this.schema, batch.partition, entries),
    };
    return takeEntries(this.source, this.schema, table, batch);
  }

  takeQuarantined(batch: LedgerBatch<QuarantineEntry>): Promise<LedgerTaken> {
    const table: EntryTable<QuarantineEntry> = {
      stream: 'quarantine',
      table: 'quarantined_record',
      idColumn: 'quarantine_id',
      idOf: ({ quarantineId }) => quarantineId,
      store: async (sql, entries) => {
        await storeUnreadable(sql, this.schema, entries);
        return null;
      },
    };
    return takeEntries(this.source, this.schema, table, batch);
  }

  list(filter: LedgerFilter): Promise<LedgerPage> {
    return listLedger(this.source, this.schema, filter);
  }

  async decision(decisionId: string): Promise<LedgerDecision | null> {
    const [found] = await this.decisionsBy({ decisionId });
    return found ?? null;
  }

  decisionsOf(messageId: string): Promise<readonly LedgerDecision[]> {
    return this.decisionsBy({ messageId });
  }

  async receiptsOf(deliveryIds: readonly string[]): Promise<readonly LedgerReceipt[]> {
    const order = { topicPartition: 'ASC', topicOffset: 'ASC' } as const;
    const where = { deliveryId: In([...deliveryIds]) };
    return (await this.source.getRepository(LedgerReceiptEntity).find({ where, order })).map(receiptOf);
  }

  private async decisionsBy(where: { decisionId: string } | { messageId: string }): Promise<readonly LedgerDecision[]> {
    const order = { logPartition: 'ASC', logOffset: 'ASC' } as const;
    const rows = await this.source.getRepository(LedgerDecisionEntity).find({ where, order });
    const ids = rows.map(({ decisionId }) => decisionId);
    const found = { where: { decisionId: In(ids) }, order: { cell: 'ASC' } } as const;
    const cells = ids.length === 0 ? [] : await this.source.getRepository(LedgerCellEntity).find(found);
    return rows.map((row) =>
      decisionOf(
        row,
        cells.filter(({ decisionId }) => decisionId === row.decisionId),
      ),
    );
  }
}

function positionOf(row: LedgerPositionEntity): LedgerPosition {
  const { stream, partition, logId, nextOffset, lastTime, takenAt } = row;
  return {
    stream,
    partition,
    logId,
    nextOffset,
    lastTime: lastTime?.toISOString() ?? null,
    takenAt: takenAt?.toISOString() ?? null,
  };
}
