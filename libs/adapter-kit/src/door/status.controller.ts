import { Readable } from 'node:stream';
import { Controller, Get, Headers, Inject, Param, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ProblemException } from '#lib/platform';
import type { Client } from '../inbound/client.js';
import { problems } from '../inbound/problems.js';
import { eventStream } from '../status/event-stream.js';
import { preferredWait } from '../status/preferred-wait.js';
import { statusTag } from '../status/status-tag.js';
import { StatusWatch, type Watch } from '../status/status-watch.js';
import { Caller } from './caller.decorator.js';
import { Door } from './door.js';

const TAG = /^(?:W\/)?"([0-9a-f]{32})"$/;
const EVENT_ID = /^[0-9a-f]{32}$/;

/** `GET /v1/messages/{id}`: at once, when it changes (`Prefer: wait`), or as a stream of changes (`/events`). The same at every adapter. */
@Controller('v1/messages')
export class StatusController implements BeforeApplicationShutdown {
  constructor(
    @Inject(Door) private readonly door: Door,
    @Inject(StatusWatch) private readonly watch: StatusWatch,
  ) {}

  @Get(':id')
  async status(
    @Caller() client: Client,
    @Param('id') id: string,
    @Headers('prefer') prefer: string | undefined,
    @Headers('if-none-match') condition: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = TAG.exec(condition ?? '')?.[1] ?? null;
    const wait = preferredWait(prefer);
    const read = () => this.door.status(client, id);
    let answer = await read();
    if (answer.ok && wait > 0) {
      const from = known ?? statusTag(answer.status);
      const watch = this.begin(client, reply);
      try {
        answer = await this.watch.changed(read, from, wait * 1000, watch.signal);
      } finally {
        watch.done();
      }
      reply.header('preference-applied', `wait=${wait}`);
    }
    if (!answer.ok) throw new ProblemException(answer.problem);
    const tag = statusTag(answer.status);
    reply.header('etag', `"${tag}"`);
    if (tag === known) await reply.code(304).send();
    else await reply.send(answer.status);
  }

  @Get(':id/events')
  async events(
    @Caller() client: Client,
    @Param('id') id: string,
    @Headers('last-event-id') last: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = () => this.door.status(client, id);
    const answer = await read();
    if (!answer.ok) throw new ProblemException(answer.problem);
    const watch = this.begin(client, reply);
    const known = EVENT_ID.test(last ?? '') ? last! : null;
    const seen = this.watch.follow(read, known, watch.signal);
    await reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .send(Readable.from(eventStream(seen, watch.done), { objectMode: true, highWaterMark: 1 }));
  }

  /** Before the server waits for its connections to end. */
  beforeApplicationShutdown(): void {
    this.watch.stop();
  }

  private begin(client: Client, reply: FastifyReply): Watch {
    const gone = new AbortController();
    const watch = this.watch.begin(client.name, gone.signal);
    if (watch === null) throw new ProblemException(problems.tooManyAtOnce());
    // Comes however the answer ends, also when the caller hangs up before a stream has begun.
    reply.raw.once('close', () => {
      gone.abort();
      watch.done();
    });
    return watch;
  }
}
