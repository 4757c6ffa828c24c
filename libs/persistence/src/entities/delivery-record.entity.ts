import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'delivery_record' })
export class DeliveryRecordEntity {
  @PrimaryColumn({ type: 'text', name: 'delivery_id' })
  deliveryId!: string;

  @Column({ type: 'text', nullable: true })
  key!: string | null;

  /** What the recipient may see, and so personal data; it goes when the delivery is DELIVERED or WITHHELD. */
  @Column({ type: 'bytea' })
  value!: Buffer;

  @Column({ type: 'json' })
  headers!: Record<string, string>;
}
