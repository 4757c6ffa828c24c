import type { StatusAnswer } from '../door/door.js';
import { waitFor } from '../runtime/wait.js';
import type { MessageStatus } from './message-status.js';
import { nothingMoreToCome } from './nothing-more-to-come.js';
import { statusTag } from './status-tag.js';

export const HEARTBEAT_MS = 15_000;
/** As long as an access token lives. */
export const LONGEST_STREAM_MS = 5 * 60_000;
/** Of one client; each asks the database now and then, and nobody needs more to follow what is under way. */
export const WATCHES_PER_CLIENT = 20;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

export interface Seen {
  readonly status: MessageStatus;
  readonly tag: string;
}

export interface WatchParts {
  /** Milliseconds that never go backwards. */
  readonly now: () => number;
  /** Default: a timer. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** One that follows a message; `done` must be called when it no longer does. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly done: () => void;
}

/**
 * Looks at a status again and again until it changes. It asks what `GET` asks, with the same sender, so that it can tell no more. The pauses
 * grow while nothing happens and are short again after a change.
 */
export class StatusWatch {
  private readonly running = new Map<string, number>();
  private readonly stopping = new AbortController();

  constructor(private readonly parts: WatchParts) {}

  /** null when the client follows too many messages already. `gone` fires when the caller has hung up. */
  begin(client: string, gone: AbortSignal): Watch | null {
    const running = this.running.get(client) ?? 0;
    if (running >= WATCHES_PER_CLIENT) return null;
    this.running.set(client, running + 1);
    let open = true;
    return {
      signal: AbortSignal.any([gone, this.stopping.signal]),
      done: () => {
        if (!open) return;
        open = false;
        const left = (this.running.get(client) ?? 1) - 1;
        if (left === 0) this.running.delete(client);
        else this.running.set(client, left);
      },
    };
  }

  /** The status as soon as its tag is another than `known`; or as it is when nothing more is to come, after `forMs`, or when the signal fires. */
  async changed(
    read: () => Promise<StatusAnswer>,
    known: string | null,
    forMs: number,
    signal: AbortSignal,
  ): Promise<StatusAnswer> {
    const { now, pause = waitFor } = this.parts;
    const end = now() + forMs;
    let pauseMs = FIRST_PAUSE_MS;
    for (;;) {
      const answer = await read();
      const left = end - now();
      if (!answer.ok || left <= 0 || signal.aborted) return answer;
      if (statusTag(answer.status) !== known || nothingMoreToCome(answer.status)) return answer;
      await pause(Math.min(pauseMs, left), signal);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Each new status, and null where a heartbeat is due; ends when nothing more is to come, or it has lasted long enough. */
  async *follow(
    read: () => Promise<StatusAnswer>,
    known: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<Seen | null> {
    const end = this.parts.now() + LONGEST_STREAM_MS;
    let last = known;
    while (!signal.aborted) {
      const answer = await this.changed(read, last, HEARTBEAT_MS, signal);
      if (signal.aborted) return;
      if (!answer.ok) {
        // The database does not answer at this moment; the connection lives on.
        yield null;
        await (this.parts.pause ?? waitFor)(LONGEST_PAUSE_MS, signal);
        if (this.parts.now() >= end) return;
        continue;
      }
      const { status } = answer;
      const tag = statusTag(status);
      const more = !nothingMoreToCome(status) && this.parts.now() < end;
      if (tag !== last) yield { status, tag };
      else if (more) yield null;
      if (!more) return;
      last = tag;
    }
  }

  /** Ends all of them, so that the process can end. */
  stop(): void {
    this.stopping.abort();
  }
}
