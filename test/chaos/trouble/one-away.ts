import type { IsolationSeen } from '../evidence/evidence.js';
import type { HubWatched } from '../evidence/hub-watched.js';
import { whenQuiet } from '../evidence/when-quiet.js';
import type { ChaosHub } from '../hub/chaos-hub.js';
import type { ChaosLoad } from '../load/chaos-load.js';
import { tell } from './recipients-in-trouble.js';

/** Much of the load is for it, and others get the same messages. */
const AWAY = 'COA';
/** If by then nothing moves, the others wait for it. */
const GIVE_UP_AFTER_MS = 60_000;
const AT_REST: ReadonlySet<string> = new Set(['PARKED', 'HELD', 'WITHHELD', 'DEAD']);

/** One recipient is away while the rest of the load is sent, and comes back when nothing waits for anybody else; nothing is killed. */
export async function whileOneIsAway(
  hub: ChaosHub,
  load: ChaosLoad,
  { tables }: Pick<HubWatched, 'tables'>,
  progress: (line: string) => void,
): Promise<IsolationSeen> {
  const { simulator } = hub.addresses();
  progress(`${AWAY} is away, and nothing else is wrong; sending the rest`);
  await tell(simulator, AWAY, { mode: 'down' });
  const from = Date.now();
  await load.sendRest();
  await whenQuiet(hub, progress, { but: AWAY, giveUpAfterMs: GIVE_UP_AFTER_MS });
  const until = Date.now();
  const rows = await tables.deliveries();
  await tell(simulator, AWAY, { mode: 'ok' });
  const waited = rows.filter(
    ({ endpoint, state }) => endpoint === AWAY && (state === 'WAITING' || state === 'ATTEMPTING'),
  );
  const atRest = new Set(rows.flatMap(({ deliveryId, state }) => (AT_REST.has(state) ? [deliveryId] : [])));
  return { away: AWAY, from, until, waited: waited.length, atRest };
}
