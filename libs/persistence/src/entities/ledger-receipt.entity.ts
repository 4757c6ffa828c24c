import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'ledger_receipt' })
export class LedgerReceiptEntity {
  @PrimaryColumn({ type: 'text', name: 'receipt_id' })
  receiptId!: string;

  @Column({ type: 'text', name: 'delivery_id' })
  deliveryId!: string;

  @Column({ type: 'text', name: 'message_id' })
  messageId!: string;

  @Column({ type: 'text' })
  message!: string;

  @Column({ type: 'text' })
  endpoint!: string;

  @Column({ type: 'text', nullable: true })
  unit!: string | null;

  @Column({ type: 'text', name: 'case_key' })
  caseKey!: string;

  @Column({ type: 'text' })
  lane!: string;

  @Column({ type: 'bigint', nullable: true })
  sequence!: number | null;

  @Column({ type: 'text' })
  outcome!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'timestamptz' })
  time!: Date;

  @Column({ type: 'integer', name: 'log_partition' })
  logPartition!: number;

  @Column({ type: 'bigint', name: 'log_offset' })
  logOffset!: number;

  @Column({ type: 'text', name: 'recipient_reference', nullable: true })
  recipientReference!: string | null;

  @Column({ type: 'integer', name: 'topic_partition' })
  topicPartition!: number;

  @Column({ type: 'bigint', name: 'topic_offset' })
  topicOffset!: number;

  @Column({ type: 'bytea' })
  record!: Buffer;

  @Column({ type: 'text', name: 'record_hash' })
  recordHash!: string;
}
