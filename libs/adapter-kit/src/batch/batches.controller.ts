import { Readable, type Writable } from 'node:stream';
import { Controller, Headers, Inject, Post, Req, Res } from '@nestjs/common';
import { ProblemException } from '#lib/platform';
import { Caller } from '../door/caller.decorator.js';
import { Door } from '../door/door.js';
import type { Client } from '../inbound/client.js';
import { csvAnswer, jsonAnswer } from './list-answer.js';

interface BodyRequest {
  readonly body: unknown;
}
interface Reply {
  readonly raw: Writable;
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Readable): void;
}

/** `POST /v1/message-batches`: a list of messages as CSV, a result per line while it is worked through. */
@Controller('v1/message-batches')
export class BatchesController {
  constructor(@Inject(Door) private readonly door: Door) {}

  @Post()
  async submit(
    @Caller() client: Client,
    @Req() request: BodyRequest,
    @Headers('content-type') contentType: string | undefined,
    @Headers('accept') accept: string | undefined,
    @Headers('schakel-story-time') storyTime: string | undefined,
    @Res() reply: Reply,
  ): Promise<void> {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const opened = await this.door.submitList({ client, body, contentType, storyTime });
    if (!opened.ok) throw new ProblemException(opened.problem);
    if (reply.raw.destroyed) opened.leave();
    else reply.raw.once('close', opened.leave);
    const asCsv = /\btext\/csv\b/i.test(accept ?? '');
    const answer = (asCsv ? csvAnswer : jsonAnswer)(opened.name, opened.results);
    reply
      .status(200)
      .header('content-type', `${asCsv ? 'text/csv' : 'application/json'}; charset=utf-8`)
      // Whoever hangs up ends it: the stream is destroyed and with it the loop over the lines.
      .send(Readable.from(answer, { objectMode: false }));
  }
}
