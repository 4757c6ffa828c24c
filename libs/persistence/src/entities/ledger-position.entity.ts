import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type LedgerStream } from '../ledger.port.js';

@Entity({ name: 'ledger_position' })
export class LedgerPositionEntity {
  @PrimaryColumn({ type: 'text' })
  stream!: LedgerStream;

  @PrimaryColumn({ type: 'integer' })
  partition!: number;

  @Column({ type: 'text', name: 'log_id' })
  logId!: string;

  @Column({ type: 'bigint', name: 'next_offset' })
  nextOffset!: number;

  @Column({ type: 'timestamptz', name: 'last_time', nullable: true })
  lastTime!: Date | null;

  @Column({ type: 'timestamptz', name: 'taken_at', nullable: true })
  takenAt!: Date | null;
}
