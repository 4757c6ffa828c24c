import { type DataSource, type Repository } from 'typeorm';
import { MissionReferenceEntity } from '../entities/mission-reference.entity.js';
import { type MissionReferences } from '../mission-references.port.js';
import { type MissionReference } from '../router-store.port.js';

export class MissionReferencesRepository implements MissionReferences {
  private readonly references: Repository<MissionReferenceEntity>;

  constructor(source: DataSource) {
    this.references = source.getRepository(MissionReferenceEntity);
  }

  async resolve(unit: string, reference: string): Promise<MissionReference | null> {
    const row = await this.references.findOneBy({ unit, reference });
    return row === null ? null : { ...row };
  }
}
