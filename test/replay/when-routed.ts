import type { MessageLog } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import { until } from '#lib/testing';

/** Until the router's rows hold all that stands in the case log now. What it decides goes out before it stores the facts and what is in force. */
export async function whenRouted(
  log: Pick<MessageLog, 'ends'>,
  { router }: Pick<Database, 'router'>,
  messages: string,
): Promise<void> {
  for (const { partition, high } of await log.ends(messages)) {
    const taken = async (): Promise<number> => (await router.partitionRow(partition))?.nextOffset ?? 0;
    await until('the router to store what it took', async () => (await taken()) >= high);
  }
}
