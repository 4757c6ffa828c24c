import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type VersionRef } from '../router-store.port.js';

@Entity({ name: 'partition_row' })
export class PartitionRowEntity {
  @PrimaryColumn({ type: 'integer' })
  partition!: number;

  @Column({ type: 'text', name: 'log_id' })
  logId!: string;

  @Column({ type: 'bigint', name: 'next_offset' })
  nextOffset!: number;

  @Column({ type: 'json', name: 'rule_set', nullable: true })
  ruleSet!: VersionRef | null;

  @Column({ type: 'json', name: 'schema_set', nullable: true })
  schemaSet!: VersionRef | null;

  @Column({ type: 'json', nullable: true })
  lists!: VersionRef | null;

  @Column({ type: 'integer', nullable: true })
  engine!: number | null;

  @Column({ type: 'bigint', name: 'activated_at_offset', nullable: true })
  activatedAtOffset!: number | null;
}
