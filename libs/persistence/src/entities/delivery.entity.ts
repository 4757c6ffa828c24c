import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type DeliveryState, type Lane, type Resolution } from '../deliveries.port.js';

@Entity({ name: 'delivery' })
export class DeliveryEntity {
  @PrimaryColumn({ type: 'text', name: 'delivery_id' })
  deliveryId!: string;

  @Column({ type: 'text', name: 'message_id' })
  messageId!: string;

  @Column({ type: 'text', name: 'decision_id' })
  decisionId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  endpoint!: string;

  /** '' = the endpoint has no units; NULL would not be equal to itself in keys. */
  @Column({ type: 'text' })
  unit!: string;

  @Column({ type: 'text', name: 'case_key' })
  caseKey!: string;

  @Column({ type: 'text' })
  lane!: Lane;

  @Column({ type: 'boolean' })
  removal!: boolean;

  @Column({ type: 'integer' })
  generation!: number;

  @Column({ type: 'integer', name: 'log_partition' })
  logPartition!: number;

  @Column({ type: 'bigint', name: 'log_offset' })
  logOffset!: number;

  @Column({ type: 'integer', name: 'topic_partition' })
  topicPartition!: number;

  @Column({ type: 'bigint', name: 'topic_offset' })
  topicOffset!: number;

  @Column({ type: 'bigint' })
  seq!: number;

  @Column({ type: 'bigint', name: 'case_seq' })
  caseSeq!: number;

  @Column({ type: 'text' })
  state!: DeliveryState;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'integer' })
  unanswered!: number;

  @Column({ type: 'text', name: 'last_error_class', nullable: true })
  lastErrorClass!: string | null;

  /** Still in its lane: somebody has to do something with it. */
  @Column({ type: 'boolean' })
  open!: boolean;

  /** Its `seq`, or the place of the one that it replaces. */
  @Column({ type: 'bigint' })
  place!: number;

  @Column({ type: 'integer', default: 0 })
  deaths!: number;

  /** DEAD and not decided about: what follows it in its case is parked. */
  @Column({ type: 'boolean', default: false })
  blocks!: boolean;

  @Column({ type: 'text', nullable: true })
  resolution!: Resolution | null;

  @Column({ type: 'text', name: 'plan_id', nullable: true })
  planId!: string | null;

  @Column({ type: 'timestamptz', name: 'released_at', nullable: true })
  releasedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'first_failed_at', nullable: true })
  firstFailedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'taken_at' })
  takenAt!: Date;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;
}
