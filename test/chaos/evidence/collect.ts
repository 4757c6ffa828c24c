import type { Contracts } from '#lib/contracts';
import { topicNames } from '#lib/platform';
import type { ChaosHub } from '../hub/chaos-hub.js';
import type { ChaosLoad } from '../load/chaos-load.js';
import type { BookSeen, Evidence, IsolationSeen, Quiet, ReplaySeen } from './evidence.js';
import { withTopics } from './hub-topics.js';
import type { HubWatched } from './hub-watched.js';
import { readDecisions } from './read-decisions.js';

export interface Leavings {
  readonly load: ChaosLoad;
  readonly watched: HubWatched;
  readonly quiet: Quiet;
  readonly replay: ReplaySeen | null;
  readonly isolation: IsolationSeen | null;
  readonly progress: (line: string) => void;
}

/** Everything that the checks look at, once the hub is quiet. */
export async function collect(
  hub: ChaosHub,
  contracts: Contracts,
  { load, watched, quiet, replay, isolation, progress }: Leavings,
): Promise<Evidence> {
  progress('collecting: topics, tables, books, and the log decided again');
  const topics = topicNames(hub.addresses().prefix);
  const { decisions, logEnds } = await withTopics(hub, async (log) => ({
    decisions: await readDecisions(log, topics.decisions, contracts),
    logEnds: await log.ends(topics.messages),
  }));
  const recomputed = await hub.run('recompute');
  return {
    submissions: load.submissions,
    canaries: load.canaries,
    decisions,
    logEnds,
    arrivals: watched.arrivals.all,
    rows: await watched.tables.deliveries(),
    ledger: await watched.tables.ledger(),
    books: await booksOf(hub),
    places: watched.places,
    sizes: watched.sizes,
    recompute: { agrees: recomputed.status === 0, said: `${recomputed.stdout}\n${recomputed.stderr}`.slice(-2_000) },
    replay,
    quiet,
    isolation,
  };
}

async function booksOf(hub: ChaosHub): Promise<readonly BookSeen[]> {
  const { stdout, stderr } = await hub.run('balance', '--json', '--grace', '0');
  try {
    return (JSON.parse(stdout) as { readonly books: readonly BookSeen[] }).books;
  } catch (cause) {
    throw new Error(`Reading the books: \`schakel balance\` said ${stderr.slice(-500)}`, { cause });
  }
}
