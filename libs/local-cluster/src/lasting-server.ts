import { setTimeout as pause } from 'node:timers/promises';
import type { StartedServer } from './start-servers.js';

interface Server {
  readonly pid: number;
  readonly ended: Promise<unknown>;
}

export interface Watch {
  /** True once everything is being stopped on purpose. */
  readonly isStopping: () => boolean;
  readonly onDied: () => void;
  /** Where it is missing, the server stays down. */
  readonly onRevived: (() => void) | undefined;
}

// What a killed server leaves behind (sessions that end, a lock on the data folder) is gone within seconds.
const AGAIN_AFTER_MS = 500;

/** A server that is started again when it ends by itself. */
export class LastingServer<S extends Server> {
  private constructor(private current: S) {}

  static keep<S extends Server>(server: Pick<StartedServer<S>, 'first' | 'again'>, watch: Watch): LastingServer<S> {
    const lasting = new LastingServer(server.first);
    void lasting.watch(server.again, watch);
    return lasting;
  }

  get pid(): number {
    return this.current.pid;
  }

  private async watch(again: () => Promise<S>, { isStopping, onDied, onRevived }: Watch): Promise<void> {
    for (;;) {
      await this.current.ended;
      if (isStopping()) return;
      onDied();
      if (onRevived === undefined) return;
      const next = await startUntilItRuns(again, isStopping);
      if (next === null) return;
      this.current = next;
      onRevived();
    }
  }
}

/** Null when everything is being stopped meanwhile. */
async function startUntilItRuns<S>(start: () => Promise<S>, isStopping: () => boolean): Promise<S | null> {
  while (!isStopping()) {
    try {
      return await start();
    } catch {
      // Its log says why; the next round tries again, and whoever waits for the server sees that it is away.
      await pause(AGAIN_AFTER_MS);
    }
  }
  return null;
}
