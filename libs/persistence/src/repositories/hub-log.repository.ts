import { type DataSource, type Repository } from 'typeorm';
import { HubLogEntity } from '../entities/hub-log.entity.js';
import { type HubLog, type HubLogStore } from '../hub-log.port.js';

export class HubLogRepository implements HubLogStore {
  private readonly logs: Repository<HubLogEntity>;

  constructor(source: DataSource) {
    this.logs = source.getRepository(HubLogEntity);
  }

  async read(): Promise<HubLog | null> {
    const row = await this.logs.findOneBy({ rowId: 1 });
    return row === null ? null : { logId: row.logId, partitions: row.partitions, state: row.state };
  }

  async begin(logId: string, partitions: number): Promise<HubLog> {
    const row = { rowId: 1, logId, partitions, state: 'CREATING' as const };
    await this.logs.createQueryBuilder().insert().values(row).orIgnore().execute();
    const stored = await this.read();
    if (stored === null) throw new Error('Beginning the log: the row just written is gone.');
    return stored;
  }

  async markReady(logId: string): Promise<boolean> {
    const { affected } = await this.logs.update({ rowId: 1, logId }, { state: 'READY' });
    return affected === 1;
  }
}
