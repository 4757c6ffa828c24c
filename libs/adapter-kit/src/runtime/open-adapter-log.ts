import { openKafkaLog, type MessageLog } from '#lib/messaging';
import { fieldsFirst, openBrokerAccess, type HubConfig, type Logger, type Shutdown } from '#lib/platform';

/** The broker as this adapter's own principal; closed by `shutdown`. @throws when the adapter has no credentials */
export async function openAdapterLog(
  config: HubConfig,
  id: string,
  logger: Logger,
  shutdown: Shutdown,
): Promise<MessageLog> {
  const log = await openKafkaLog({
    access: openBrokerAccess(config, id),
    clientId: `${config.prefix}-${id}`,
    // Without it a halted partition or a lost consumer would go unsaid.
    logger: fieldsFirst(logger),
  });
  shutdown.add(`kafka of ${id}`, () => log.close());
  return log;
}
