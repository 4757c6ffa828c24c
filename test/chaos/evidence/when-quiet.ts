import type { MessageLog } from '#lib/messaging';
import { topicNames } from '#lib/platform';
import type { ChaosHub } from '../hub/chaos-hub.js';
import type { Quiet } from './evidence.js';
import { HubTables } from './hub-tables.js';
import { withTopics } from './hub-topics.js';

/** As long as something moves there is hope. */
const GIVE_UP_AFTER_MS = 180_000;
const LOOK_MS = 1_000;
const TELL_MS = 15_000;

export interface QuietBut {
  /** A recipient whose deliveries may wait. */
  readonly but: string | null;
  readonly giveUpAfterMs: number;
}

/** Until the router has taken the whole log, the ledger everything decided and receipted, and no delivery waits. */
export async function whenQuiet(
  hub: ChaosHub,
  progress: (line: string) => void,
  { but, giveUpAfterMs }: QuietBut = { but: null, giveUpAfterMs: GIVE_UP_AFTER_MS },
): Promise<Quiet> {
  const begun = performance.now();
  const { prefix } = hub.addresses();
  const tables = new HubTables(hub.databaseUrl(), prefix);
  return withTopics(hub, async (log) => {
    let seen = '';
    let movedAt = begun;
    let toldAt = begun;
    let standstillMs = 0;
    for (let quiet = 0; ;) {
      const behind = await behindOf(log, tables, prefix);
      const underway = await tables.underway(but);
      const now = performance.now();
      quiet = behind + underway === 0 ? quiet + 1 : 0;
      // Twice: the last receipt of a delivery follows its row.
      if (quiet === 2) return { afterMs: now - begun, standstillMs };
      const moved = `${behind} ${underway}` !== seen || quiet > 0;
      if (moved) movedAt = now;
      seen = `${behind} ${underway}`;
      standstillMs = Math.max(standstillMs, now - movedAt);
      if (now - movedAt > giveUpAfterMs) return { afterMs: null, standstillMs };
      if (now - toldAt > TELL_MS) {
        toldAt = now;
        progress(`  ${behind} records behind, ${underway} deliveries under way`);
      }
      await new Promise((again) => setTimeout(again, LOOK_MS));
    }
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
