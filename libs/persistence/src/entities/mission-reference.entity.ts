import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'mission_reference' })
export class MissionReferenceEntity {
  @PrimaryColumn({ type: 'text' })
  unit!: string;

  @PrimaryColumn({ type: 'text' })
  reference!: string;

  @Column({ type: 'text', name: 'case_key' })
  caseKey!: string;

  @Column({ type: 'text', name: 'v_number_encrypted' })
  vNumberEncrypted!: string;
}
