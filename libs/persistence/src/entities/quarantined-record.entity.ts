import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type QuarantineOrigin } from '../quarantine.port.js';

@Entity({ name: 'quarantined_record' })
export class QuarantinedRecordEntity {
  @PrimaryColumn({ type: 'text', name: 'quarantine_id' })
  quarantineId!: string;

  @Column({ type: 'text' })
  origin!: QuarantineOrigin;

  @Column({ type: 'text', nullable: true })
  endpoint!: string | null;

  @Column({ type: 'integer', name: 'record_partition' })
  partition!: number;

  @Column({ type: 'bigint', name: 'record_offset' })
  offset!: number;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text', name: 'claimed_sender', nullable: true })
  claimedSender!: string | null;

  @Column({ type: 'text', name: 'claimed_message', nullable: true })
  claimedMessage!: string | null;

  @Column({ type: 'text', name: 'claimed_message_id', nullable: true })
  claimedMessageId!: string | null;

  @Column({ type: 'integer' })
  bytes!: number;

  @Column({ type: 'text', name: 'record_hash' })
  hash!: string;

  @Column({ type: 'timestamptz', name: 'set_aside_at' })
  setAsideAt!: Date;

  @Column({ type: 'text', name: 'plan_id', nullable: true })
  planId!: string | null;

  @Column({ type: 'timestamptz', name: 'ordered_at', nullable: true })
  orderedAt!: Date | null;
}
