import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'stop_entry' })
export class StopEntryEntity {
  @PrimaryColumn({ type: 'text', name: 'message_id' })
  messageId!: string;

  @Column({ type: 'text', name: 'case_key' })
  caseKey!: string;

  @Column({ type: 'text' })
  ground!: string;

  @Column({ type: 'text' })
  topic!: string;

  /** Value and headers of the record as it goes to the case log; it holds personal data and goes when the router has taken the record. */
  @Column({ type: 'bytea' })
  value!: Buffer;

  @Column({ type: 'json' })
  headers!: Record<string, string>;

  @Column({ type: 'timestamptz', name: 'begun_at' })
  begunAt!: Date;

  /** How often the sweeper got it. */
  @Column({ type: 'integer', name: 'handed_out', default: 0 })
  handedOut!: number;
}
