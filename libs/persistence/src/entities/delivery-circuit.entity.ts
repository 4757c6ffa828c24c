import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A recipient unit that has failed since it last answered. */
@Entity({ name: 'delivery_circuit' })
export class DeliveryCircuitEntity {
  @PrimaryColumn({ type: 'text' })
  endpoint!: string;

  /** '' = the endpoint has no units. */
  @PrimaryColumn({ type: 'text' })
  unit!: string;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ type: 'boolean' })
  open!: boolean;

  @Column({ type: 'timestamptz', name: 'probe_at' })
  probeAt!: Date;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;
}
