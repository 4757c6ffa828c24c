import { type CaseFacts } from '#lib/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'case_facts' })
export class CaseFactsEntity {
  @PrimaryColumn({ type: 'text', name: 'case_key' })
  caseKey!: string;

  @Column({ type: 'integer' })
  partition!: number;

  @Column({ type: 'bigint', name: 'changed_at_offset' })
  changedAtOffset!: number;

  /** `json`, not `jsonb`: it keeps the order of keys, so that facts read back are the facts that were written. */
  @Column({ type: 'json' })
  facts!: CaseFacts;
}
