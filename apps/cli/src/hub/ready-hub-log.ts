import type { Database, HubLog } from '#lib/persistence';

/** The case log of this hub. @throws when it has not been set up */
export async function readyHubLog(database: Pick<Database, 'log'>): Promise<HubLog> {
  const known = await database.log.read();
  if (known?.state !== 'READY') {
    throw new Error('The case log of this hub has not been set up yet: start the hub first (`npm start`).');
  }
  return known;
}
