import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import type { Hub } from '../hub.js';
import { decisionId } from '../ids.js';
import { ENGINE, type InForce } from '../in-force.js';
import { writeDecision, type Decision } from './write-decision.js';

/** What differs from one decision record to the next. */
export type DecisionParts = Omit<
  Decision,
  'decisionId' | 'logId' | 'partition' | 'offset' | 'generation' | 'engine' | 'inForce'
> & {
  /** Given when it is known already. */
  readonly decisionId?: string;
  /** 0 when it is left out: live. */
  readonly generation?: number;
};

/**
 * The record that proves one decision: no wall clock and no instance name in it, so that anyone who decides the same log again gets the same
 * bytes (decisions 6). `inForce` is what decided it, or for an activation what it put in force.
 */
export function decisionRecord(
  hub: Hub,
  inForce: InForce | null,
  record: StoredRecord,
  parts: DecisionParts,
): RecordToPublish {
  const { partition, offset } = record;
  const id = parts.decisionId ?? decisionId(hub.logId, partition, offset);
  const contract = hub.contracts.message('decision-record');
  if (contract === null) throw new Error('Recording a decision: there is no schema for decision records.');
  const place = { decisionId: id, logId: hub.logId, partition, offset, generation: 0, engine: ENGINE, inForce };
  return {
    topic: hub.topics.decisions,
    key: parts.caseKey ?? null,
    value: writeDecision(contract.schemaId, { ...place, ...parts }),
    headers: { 'content-type': 'application/avro', 'schakel-decision-id': id },
    // The decisions topic has as many partitions as the case log, so that the order of a partition is the order of its decisions.
    partition,
  };
}
