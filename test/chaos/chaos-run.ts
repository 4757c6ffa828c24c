import { loadHubContracts, seededRandom } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { ALL_CHECKS } from './checks/all-checks.js';
import type { Check, Finding } from './checks/check.js';
import { collect } from './evidence/collect.js';
import type { Evidence, IsolationSeen, Quiet, ReplaySeen } from './evidence/evidence.js';
import { HubWatched } from './evidence/hub-watched.js';
import { whenQuiet } from './evidence/when-quiet.js';
import { ChaosHub } from './hub/chaos-hub.js';
import { AgencyDoors } from './load/agency-doors.js';
import { ChaosLoad } from './load/chaos-load.js';
import { Kills, type Kill } from './trouble/kills.js';
import { whileOneIsAway } from './trouble/one-away.js';
import { replayAll } from './trouble/replay-all.js';
import { healAll } from './trouble/recipients-in-trouble.js';
import { RecipientTroubles } from './trouble/recipient-troubles.js';

export interface ChaosOptions {
  readonly messages: number;
  /** The same seed gives the same messages, troubles and victims; when exactly they meet is the machine's. */
  readonly seed: number;
  readonly kills: number;
  /** At least so long the load goes on; 0: as fast as it is taken. */
  readonly minutes: number;
  /** One recipient is away for so long, whatever else happens. */
  readonly outageMs: number;
  /** Senders at the same time. */
  readonly atOnce: number;
  /** In the end operators replay what is dead, and kill their console meanwhile. */
  readonly replay: boolean;
  readonly progress: (line: string) => void;
}

export interface ChaosOutcome {
  readonly evidence: Evidence;
  readonly findings: readonly (Finding & Pick<Check, 'id' | 'promise'>)[];
  readonly kills: readonly Kill[];
  readonly repeats: number;
  /** Of the load, with everything that happened to it. */
  readonly loadMs: number;
  readonly holds: boolean;
  /** Where the state of the hub lies, kept for whoever looks for what went wrong; null: it held, and is gone. */
  readonly keptIn: string | null;
}

/**
 * One run: load and troubles at once, then everything is healed and the hub becomes quiet; once more with one recipient away and nothing else
 * wrong; and what is left is judged.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosOutcome> {
  const { seed, progress } = options;
  const contracts = loadHubContracts(projectRoot());
  progress(`seed ${seed}: ${options.messages} messages, ${options.kills} kills; starting a hub of its own`);
  const hub = await ChaosHub.start();
  let keep = true;
  let troubles: RecipientTroubles | null = null;
  const doors = new AgencyDoors(hub.state, contracts);
  const watched = HubWatched.start(hub);
  const random = (part: number) => seededRandom(seed * 16 + part);
  try {
    const { simulator } = hub.addresses();
    troubles = RecipientTroubles.start(simulator, options.outageMs, random(1));
    const load = new ChaosLoad(contracts, doors, { ...options, random: random(2) });
    const kills = new Kills(hub, options.kills, random(3), progress);
    const begun = performance.now();
    await Promise.all([
      load.send((part) => kills.leave(part)),
      kills.run(() => load.part()),
      untilDone(load, progress, watched),
    ]);
    const loadMs = performance.now() - begun;
    await troubles.stop();
    await healAll(simulator);
    progress('healed; waiting until nothing is on its way any more');
    let quiet = await whenQuiet(hub, progress);
    let isolation: IsolationSeen | null = null;
    if (quiet.afterMs !== null) {
      isolation = await whileOneIsAway(hub, load, watched, progress);
      quiet = bothOf(quiet, await whenQuiet(hub, progress));
    }
    let replay: ReplaySeen | null = null;
    if (options.replay && quiet.afterMs !== null) ({ quiet, replay } = await replayed(hub, watched, quiet, progress));
    const repeats = await watched.stop();
    const evidence = await collect(hub, contracts, { load, watched, quiet, replay, isolation, progress });
    const findings = ALL_CHECKS.map(({ id, promise, judge }) => ({ id, promise, ...judge(evidence) }));
    const holds = findings.every(({ faults }) => faults.length === 0);
    keep = !holds;
    return { evidence, findings, kills: kills.done, repeats, loadMs, holds, keptIn: holds ? null : hub.state };
  } catch (error) {
    progress(`The run broke off; the hub's state and logs are kept in ${hub.state}.`);
    throw error;
  } finally {
    await troubles?.stop().catch(() => undefined);
    await watched.stop().catch(() => undefined);
    doors.close();
    await hub.end(keep);
  }
}

/** Replays all that is dead, and then once more, when there is nothing left to be replayed. */
async function replayed(
  hub: ChaosHub,
  watched: HubWatched,
  before: Quiet,
  progress: (line: string) => void,
): Promise<{ readonly quiet: Quiet; readonly replay: ReplaySeen }> {
  progress('replaying the dead letters');
  const rows = await watched.tables.deliveries();
  const inState = (wanted: string): number => rows.filter(({ state }) => state === wanted).length;
  const { plans, items } = await replayAll(hub, progress);
  const after = await whenQuiet(hub, progress);
  await watched.arrivals.catchUp();
  const arrivalsBefore = watched.arrivals.all.length;
  const again = await replayAll(hub, progress);
  await whenQuiet(hub, progress);
  await watched.arrivals.catchUp();
  const said = `${plans} plans sent ${items}, then ${again.said}`;
  return {
    quiet: bothOf(before, after),
    replay: {
      ...{ dead: inState('DEAD'), parked: inState('PARKED') },
      ...{ arrivalsBefore, arrivalsAfter: watched.arrivals.all.length, refused: again.refused, said },
    },
  };
}

/** Quiet after the kills, and again after what came then. */
function bothOf(before: Quiet, after: Quiet): Quiet {
  const standstillMs = Math.max(before.standstillMs, after.standstillMs);
  return { afterMs: after.afterMs === null ? null : before.afterMs, standstillMs };
}

async function untilDone(load: ChaosLoad, progress: (line: string) => void, watched: HubWatched): Promise<void> {
  let told = 0;
  while (!load.isDone()) {
    await new Promise((again) => setTimeout(again, 500));
    if (load.part() < told + 0.05) continue;
    told = load.part();
    progress(`  ${Math.floor(told * 100)} % sent, ${watched.arrivals.all.length} arrived`);
  }
}
