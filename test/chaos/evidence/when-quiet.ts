import type { Contracts } from '#lib/contracts';
import type { MessageLog } from '#lib/messaging';
import { topicNames } from '#lib/platform';
import type { ChaosHub } from '../hub/chaos-hub.js';
import { HubTables } from './hub-tables.js';
import { withTopics } from './hub-topics.js';

const GIVE_UP_AFTER_MS = 900_000;
const LOOK_MS = 1_000;

/** Until the router has taken the whole log, the ledger everything decided and receipted, and no delivery waits. Null: never. */
export async function whenQuiet(
  hub: ChaosHub,
  _contracts: Contracts,
  progress: (line: string) => void,
): Promise<number | null> {
  const begun = performance.now();
  const { prefix } = hub.addresses();
  const tables = new HubTables(hub.databaseUrl(), prefix);
  return withTopics(hub, async (log) => {
    let quiet = 0;
    let told = begun;
    while (performance.now() - begun < GIVE_UP_AFTER_MS) {
      const behind = await behindOf(log, tables, prefix);
      const underway = await tables.underway();
      quiet = behind + underway === 0 ? quiet + 1 : 0;
      // Twice: the last receipt of a delivery follows its row.
      if (quiet === 2) return performance.now() - begun;
      if (performance.now() - told > 15_000) {
        told = performance.now();
        progress(`  ${behind} records behind, ${underway} deliveries under way`);
      }
      await new Promise((again) => setTimeout(again, LOOK_MS));
    }
    return null;
  });
}

/** Records that router and ledger have still to take. */
async function behindOf(log: MessageLog, tables: HubTables, prefix: string): Promise<number> {
  const topics = topicNames(prefix);
  const places = await tables.places();
  let behind = 0;
  for (const [reader, topic] of [
    ['router', topics.messages],
    ['ledger of decisions', topics.decisions],
    ['ledger of receipts', topics.receipts],
  ] as const) {
    for (const { partition, low, high } of await log.ends(topic)) {
      const place = places.find((one) => one.reader === reader && one.partition === partition);
      behind += Math.max(0, high - Math.max(low, place?.next ?? 0));
    }
  }
  return behind;
}
