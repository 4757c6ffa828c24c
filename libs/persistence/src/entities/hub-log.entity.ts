import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'hub_log' })
export class HubLogEntity {
  /** Always 1: a database belongs to one log. */
  @PrimaryColumn({ type: 'smallint', name: 'row_id' })
  rowId!: number;

  @Column({ type: 'text', name: 'log_id' })
  logId!: string;

  @Column({ type: 'integer' })
  partitions!: number;

  @Column({ type: 'text' })
  state!: 'CREATING' | 'READY';
}
