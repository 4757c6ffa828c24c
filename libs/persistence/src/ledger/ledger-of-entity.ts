import { type LedgerCellEntity } from '../entities/ledger-cell.entity.js';
import { type LedgerDecisionEntity } from '../entities/ledger-decision.entity.js';
import { type LedgerReceiptEntity } from '../entities/ledger-receipt.entity.js';
import { type LedgerCell, type LedgerDecision, type LedgerReceipt } from '../ledger-entries.port.js';

export function decisionOf(row: LedgerDecisionEntity, cells: readonly LedgerCellEntity[]): LedgerDecision {
  const { listedAt: _listedAt, ruleSetId, ruleSetHash, ...rest } = row;
  const ruleSet = ruleSetId === null || ruleSetHash === null ? null : { id: ruleSetId, hash: ruleSetHash };
  return { ...rest, ruleSet, cells: cells.map(cellOf) };
}

function cellOf({ decisionId: _decisionId, cell: _cell, ...rest }: LedgerCellEntity): LedgerCell {
  return rest;
}

export function receiptOf(row: LedgerReceiptEntity): LedgerReceipt {
  const { time, topicPartition: _partition, topicOffset: _offset, record: _record, recordHash: _hash, ...rest } = row;
  return { ...rest, time: time.toISOString() };
}
