import type { HubLog, HubLogStore } from '#lib/persistence';

/** The database's record of the case log, in memory. */
export class InMemoryHubLogStore implements HubLogStore {
  stored: HubLog | null = null;

  read(): Promise<HubLog | null> {
    return Promise.resolve(this.stored);
  }

  begin(logId: string, partitions: number): Promise<HubLog> {
    this.stored ??= { logId, partitions, state: 'CREATING' };
    return Promise.resolve(this.stored);
  }

  markReady(logId: string): Promise<boolean> {
    if (this.stored?.logId !== logId) return Promise.resolve(false);
    this.stored = { ...this.stored, state: 'READY' };
    return Promise.resolve(true);
  }
}
