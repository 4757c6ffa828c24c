import type { ChaosHub } from '../hub/chaos-hub.js';
import { CommittedOffsets } from './committed-offsets.js';
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
  private running: Promise<unknown> = Promise.resolve();
  private repeats = 0;

  private constructor(
    readonly hub: ChaosHub,
    readonly tables: HubTables,
    readonly arrivals: ArrivalsFollowed,
    private readonly offsets: CommittedOffsets,
  ) {}

  static start(hub: ChaosHub): HubWatched {
    const { prefix, simulator } = hub.addresses();
    const tables = new HubTables(hub.databaseUrl(), prefix);
    const watched = new HubWatched(hub, tables, new ArrivalsFollowed(simulator), new CommittedOffsets(hub));
    // Apart: a broker that was killed keeps whoever asks it waiting.
    const looks = [() => watched.look(), () => watched.lookAtOffsets()];
    watched.running = Promise.all(looks.map((look) => watched.watch(look)));
    return watched;
  }

  /** Answers with how many repeats the recipients dropped. May be called more than once. */
  async stop(): Promise<number> {
    if (!this.stopping) {
      this.stopping = true;
      await this.running;
      await Promise.all([this.look(), this.lookAtOffsets()]);
      await this.offsets.close();
      this.repeats = await this.arrivals.repeats().catch(() => this.repeats);
    }
    return this.repeats;
  }

  private async watch(look: () => Promise<void>): Promise<void> {
    while (!this.stopping) {
      await look();
      await new Promise((again) => setTimeout(again, EVERY_MS));
    }
  }

  private async look(): Promise<void> {
    this.sizes.push(...processSizes(this.hub.addresses().pids));
    // Killed a moment ago: there is nothing to be seen.
    this.places.push(...(await this.tables.places().catch(() => [])));
    await this.arrivals.catchUp().catch(() => undefined);
  }

  private async lookAtOffsets(): Promise<void> {
    this.places.push(...(await this.offsets.look().catch(() => [])));
  }
}
