import { createHash } from 'node:crypto';
import type { Contracts, DecisionRecord } from '#lib/contracts';
import type { StoredRecord } from '#lib/messaging';
import type { DecisionEntry, LedgerCell } from '#lib/persistence';
import { decisionIdOf } from '#lib/platform';
import type { Mapped } from './stream.js';
import { toldToSender } from './told-to-sender.js';

/** A record of the decisions topic → its entry. The ledger takes only what this hub can have written. */
export function decisionEntry(contracts: Contracts, stored: StoredRecord, logId: string): Mapped<DecisionEntry> {
  const { value } = stored;
  const decoded = value === null ? null : contracts.decode(value);
  if (value === null || decoded?.ok !== true || decoded.code !== 'decision-record') {
    return { kind: 'FOREIGN', reason: 'it is no decision record that this version can read' };
  }
  const record = decoded.content as unknown as DecisionRecord;
  if (record.logId !== logId) return { kind: 'FOREIGN', reason: 'it belongs to another case log' };
  const id = decisionIdOf(logId, record.partition, record.offset);
  const named = stored.headers['schakel-decision-id'];
  if (record.decisionId !== id || named !== id || record.partition !== stored.partition) {
    return { kind: 'FOREIGN', reason: 'its decision id is not the one of its place in the log' };
  }
  if ((record.caseKey ?? null) !== stored.key)
    return { kind: 'FOREIGN', reason: 'it lies under the key of another case' };
  return { kind: 'ENTRY', entry: entryOf(record, stored, value) };
}

function entryOf(record: DecisionRecord, stored: StoredRecord, value: Buffer): DecisionEntry {
  return {
    decisionId: record.decisionId,
    logPartition: record.partition,
    logOffset: record.offset,
    topicOffset: stored.offset,
    generation: record.generation,
    caseKey: record.caseKey ?? null,
    messageId: record.messageId ?? null,
    message: record.message ?? null,
    sender: record.sender ?? null,
    outcome: record.outcome,
    reason: record.reason ?? null,
    originalOffset: record.originalOffset ?? null,
    time: record.time ?? null,
    engine: record.engine,
    ruleSet: record.ruleSet ?? null,
    schemaSet: record.schemaSet ?? null,
    lists: record.lists ?? null,
    valueHash: record.valueHash ?? null,
    warnings: record.warnings,
    facts: record.facts.map((fact) => ({ ...fact })),
    cells: record.cells.map(cellOf),
    record: value,
    recordHash: createHash('sha256').update(value).digest('hex'),
    told: toldToSender(record),
  };
}

function cellOf(cell: DecisionRecord['cells'][number]): LedgerCell {
  return {
    recipient: cell.recipient,
    unit: cell.unit ?? null,
    refusal: cell.refusal ?? null,
    ruleId: cell.ruleId ?? null,
    deliveryId: cell.deliveryId ?? null,
    recipientSchemaId: cell.recipientSchemaId ?? null,
    removed: cell.removed,
    masked: cell.masked,
    read: cell.read,
  };
}
