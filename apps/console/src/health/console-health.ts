import type { MessageLog } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import { HealthRegistry } from '#lib/platform';

/** What must hold for the console to answer and to carry out plans. */
export function consoleHealth(log: Pick<MessageLog, 'topics'>, database: Pick<Database, 'ping'>): HealthRegistry {
  const registry = new HealthRegistry();
  registry.add('kafka', async () => void (await log.topics()));
  registry.add('database', () => database.ping());
  return registry;
}
