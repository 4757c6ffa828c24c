import { Readable } from 'node:stream';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ProblemException, systemClock } from '#lib/platform';
import type { Operator } from '#lib/trust';
import { changes, type Watching } from './changes.js';

/** Streams of one operator at once; each asks the database now and then. */
export const STREAMS_PER_OPERATOR = 20;

/** Who follows what. A stream ends with the token it was asked for, and before the server waits for its connections to end. */
@Injectable()
export class Watchers implements BeforeApplicationShutdown {
  private readonly running = new Map<string, number>();
  private readonly stopping = new AbortController();

  /** Answers with a stream of events, and returns when it has begun. */
  async stream<T>(
    reply: FastifyReply,
    { subject, expiresAt }: Operator,
    what: Pick<Watching<T>, 'read' | 'isLast' | 'name'>,
  ): Promise<void> {
    const running = this.running.get(subject) ?? 0;
    if (running >= STREAMS_PER_OPERATOR) {
      const detail = 'You follow too much at once. Close some of it.';
      throw new ProblemException({ status: 429, code: 'too-many-at-once', detail, retryAfterSeconds: 5 });
    }
    this.running.set(subject, running + 1);
    const gone = new AbortController();
    // Comes however the answer ends, also when the caller hangs up before it has begun.
    reply.raw.once('close', () => {
      gone.abort();
      const left = (this.running.get(subject) ?? 1) - 1;
      if (left === 0) this.running.delete(subject);
      else this.running.set(subject, left);
    });
    const events = changes({
      ...what,
      monotonic: () => systemClock.monotonic(),
      endsAfterMs: expiresAt - systemClock.now(),
      signal: AbortSignal.any([gone.signal, this.stopping.signal]),
    });
    await reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .send(Readable.from(events, { objectMode: true, highWaterMark: 1 }));
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
