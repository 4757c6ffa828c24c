import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Receipt } from '../submissions.port.js';

@Entity({ name: 'submission' })
export class SubmissionEntity {
  @PrimaryColumn({ type: 'text' })
  source!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text', name: 'content_hash' })
  contentHash!: string;

  @Column({ type: 'text', name: 'message_id' })
  messageId!: string;

  @Column({ type: 'text' })
  party!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text', name: 'case_key' })
  caseKey!: string;

  /** Text, so that it is published again exactly as it was. */
  @Column({ type: 'text', name: 'accepted_at' })
  acceptedAt!: string;

  @Column({ type: 'text' })
  state!: 'RUNNING' | 'ACCEPTED';

  @Column({ type: 'timestamptz', name: 'lease_until' })
  leaseUntil!: Date;

  @Column({ type: 'json', nullable: true })
  receipt!: Receipt | null;

  /** Ids of earlier messages that it takes the place of, as messages of its sender are named. */
  @Column({ type: 'text', array: true, nullable: true })
  supersedes!: string[] | null;

  @Column({ type: 'json', nullable: true })
  outcome!: Receipt | null;
}
