import type { ChaosHub } from '../hub/chaos-hub.js';
import type { PlaceSample, SizeSample } from './evidence.js';
import { ArrivalsFollowed } from './follow-arrivals.js';
import { HubTables } from './hub-tables.js';
import { processSizes } from './process-sizes.js';

const EVERY_MS = 1_000;

/** Looks at the hub from outside for as long as the run lasts: places of its readers, sizes of its processes, what arrived. */
export class HubWatched {
  readonly places: PlaceSample[] = [];
  readonly sizes: SizeSample[] = [];
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private repeats = 0;

  private constructor(
    readonly hub: ChaosHub,
    readonly tables: HubTables,
    readonly arrivals: ArrivalsFollowed,
  ) {}

  static start(hub: ChaosHub): HubWatched {
    const { prefix, simulator } = hub.addresses();
    const watched = new HubWatched(hub, new HubTables(hub.databaseUrl(), prefix), new ArrivalsFollowed(simulator));
    watched.running = watched.watch();
    return watched;
  }

  /** Answers with how many repeats the recipients dropped. May be called more than once. */
  async stop(): Promise<number> {
    if (!this.stopping) {
      this.stopping = true;
      await this.running;
      await this.look();
      this.repeats = await this.arrivals.repeats().catch(() => this.repeats);
    }
    return this.repeats;
  }

  private async watch(): Promise<void> {
    while (!this.stopping) {
      await this.look();
      await new Promise((again) => setTimeout(again, EVERY_MS));
    }
  }

  private async look(): Promise<void> {
    this.sizes.push(...processSizes(this.hub.addresses().pids));
    // Killed a moment ago: there is nothing to be seen.
    this.places.push(...(await this.tables.places().catch(() => [])));
    await this.arrivals.catchUp().catch(() => undefined);
  }
}
