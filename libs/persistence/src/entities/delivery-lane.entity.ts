import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Lane } from '../deliveries.port.js';

@Entity({ name: 'delivery_lane' })
export class DeliveryLaneEntity {
  @PrimaryColumn({ type: 'text' })
  endpoint!: string;

  /** '' = the endpoint has no units. */
  @PrimaryColumn({ type: 'text' })
  unit!: string;

  @PrimaryColumn({ type: 'text', name: 'case_key' })
  caseKey!: string;

  @PrimaryColumn({ type: 'text' })
  lane!: Lane;

  /** NULL = nobody works it. */
  @Column({ type: 'text', nullable: true })
  lease!: string | null;

  /** Not before; of a lane that is worked the end of its lease. */
  @Column({ type: 'timestamptz', name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  @Column({ type: 'bigint' })
  version!: number;
}
