import { openKafkaLog, type MessageLog } from '#lib/messaging';
import { describeConfigErrors, HUB_PRINCIPALS, loadConfig, openBrokerAccess, projectRoot } from '#lib/platform';
import type { ChaosHub } from '../hub/chaos-hub.js';

/** The hub's topics as its operators may read them, for the time of the work. */
export async function withTopics<T>(hub: ChaosHub, work: (log: MessageLog) => Promise<T>): Promise<T> {
  const loaded = loadConfig(hub.settings(), projectRoot());
  if (!loaded.ok) throw new Error(describeConfigErrors(loaded.errors));
  const log = await openKafkaLog({
    access: openBrokerAccess(loaded.config, HUB_PRINCIPALS.cli),
    clientId: 'chaos',
  });
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}
