import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type LedgerFact } from '../ledger-entries.port.js';
import { type VersionRef } from '../router-store.port.js';

@Entity({ name: 'ledger_decision' })
export class LedgerDecisionEntity {
  @PrimaryColumn({ type: 'text', name: 'decision_id' })
  decisionId!: string;

  @Column({ type: 'integer', name: 'log_partition' })
  logPartition!: number;

  @Column({ type: 'bigint', name: 'log_offset' })
  logOffset!: number;

  @Column({ type: 'bigint', name: 'topic_offset' })
  topicOffset!: number;

  @Column({ type: 'integer' })
  generation!: number;

  @Column({ type: 'text', name: 'case_key', nullable: true })
  caseKey!: string | null;

  @Column({ type: 'text', name: 'message_id', nullable: true })
  messageId!: string | null;

  @Column({ type: 'text', nullable: true })
  message!: string | null;

  @Column({ type: 'text', nullable: true })
  sender!: string | null;

  @Column({ type: 'text' })
  outcome!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'bigint', name: 'original_offset', nullable: true })
  originalOffset!: number | null;

  /** Text, as it stands in the record. */
  @Column({ type: 'text', nullable: true })
  time!: string | null;

  @Column({ type: 'timestamptz', name: 'listed_at' })
  listedAt!: Date;

  @Column({ type: 'integer' })
  engine!: number;

  @Column({ type: 'text', name: 'rule_set_id', nullable: true })
  ruleSetId!: string | null;

  @Column({ type: 'text', name: 'rule_set_hash', nullable: true })
  ruleSetHash!: string | null;

  @Column({ type: 'json', name: 'schema_set', nullable: true })
  schemaSet!: VersionRef | null;

  @Column({ type: 'json', nullable: true })
  lists!: VersionRef | null;

  @Column({ type: 'text', name: 'value_hash', nullable: true })
  valueHash!: string | null;

  @Column({ type: 'text', array: true })
  warnings!: string[];

  @Column({ type: 'json' })
  facts!: LedgerFact[];

  @Column({ type: 'bytea' })
  record!: Buffer;

  @Column({ type: 'text', name: 'record_hash' })
  recordHash!: string;

  /** By the database's clock. */
  @Column({ type: 'timestamptz', name: 'stored_at', default: () => 'now()', select: false })
  storedAt!: Date;
}
