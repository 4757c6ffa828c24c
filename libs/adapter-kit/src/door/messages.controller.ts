import { Controller, Headers, Inject, Post, Req, Res } from '@nestjs/common';
import { ProblemException } from '#lib/platform';
import type { Client } from '../inbound/client.js';
import type { Receipt } from '../inbound/receipt.js';
import { Caller } from './caller.decorator.js';
import { Door } from './door.js';

interface BodyRequest {
  readonly body: unknown;
}
interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
}

/** `POST /v1/messages`; the same at every adapter. */
@Controller('v1/messages')
export class MessagesController {
  constructor(@Inject(Door) private readonly door: Door) {}

  @Post()
  async submit(
    @Caller() client: Client,
    @Req() request: BodyRequest,
    @Headers('content-type') contentType: string | undefined,
    @Headers('schakel-story-time') storyTime: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Receipt> {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const accepted = await this.door.submit({ client, body, contentType, storyTime });
    if (!accepted.ok) throw new ProblemException(accepted.problem);
    reply.status(202).header('location', accepted.receipt.links.self);
    return accepted.receipt;
  }
}
