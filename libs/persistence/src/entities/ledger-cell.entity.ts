import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'ledger_cell' })
export class LedgerCellEntity {
  @PrimaryColumn({ type: 'text', name: 'decision_id' })
  decisionId!: string;

  /** Number within the decision, in its order. */
  @PrimaryColumn({ type: 'integer' })
  cell!: number;

  @Column({ type: 'text' })
  recipient!: string;

  @Column({ type: 'text', nullable: true })
  unit!: string | null;

  @Column({ type: 'text', nullable: true })
  refusal!: string | null;

  @Column({ type: 'text', name: 'rule_id', nullable: true })
  ruleId!: string | null;

  @Column({ type: 'text', name: 'delivery_id', nullable: true })
  deliveryId!: string | null;

  @Column({ type: 'integer', name: 'recipient_schema_id', nullable: true })
  recipientSchemaId!: number | null;

  @Column({ type: 'text', array: true })
  removed!: string[];

  @Column({ type: 'text', array: true })
  masked!: string[];

  @Column({ type: 'json' })
  read!: { name: string; value: boolean }[];
}
