import { Body, Controller, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { isEndpoint } from '#lib/domain';
import { ProblemException } from '#lib/platform';
import { PushKeys } from './push-keys.js';
import { Reception } from './reception.js';

interface Reply {
  readonly raw: { destroy(): void };
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  hijack(): void;
}

/** Where the hub pushes to: each agency's own system. */
@Controller('inbox')
export class InboxController {
  constructor(
    @Inject(Reception) private readonly reception: Reception,
    @Inject(PushKeys) private readonly keys: PushKeys,
  ) {}

  @Post(':endpoint/:unit')
  async receive(
    @Param('endpoint') endpoint: string,
    @Param('unit') unitOrDash: string,
    @Headers('authorization') authorization: string | undefined,
    @Headers('schakel-sequence') sequence: string | undefined,
    @Headers('content-type') contentType: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<{ readonly repeated: boolean } | undefined> {
    const unit = unitOrDash === '-' ? null : unitOrDash;
    if (!isEndpoint(endpoint)) throw problem(404, 'not-found', 'No such recipient.');
    if (!this.keys.accepts(endpoint, unit, authorization)) throw problem(401, 'unauthenticated', 'Not the hub’s key.');
    const received = await this.reception.receive({
      endpoint,
      unit,
      contentType: contentType ?? '',
      document: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      sequence: sequence === undefined ? null : Number(sequence),
    });
    switch (received.kind) {
      case 'taken':
        reply.status(200);
        return { repeated: received.repeated };
      case 'silent':
        reply.hijack();
        reply.raw.destroy();
        return undefined;
      case 'error':
        throw problem(received.status, 'as-told', AS_TOLD, received.retryAfterS);
      case 'reject':
        throw problem(received.status, 'as-told', AS_TOLD);
      case 'unreadable':
        throw problem(400, 'invalid-content', `Not this agency’s language: ${received.what}.`);
    }
  }
}

const AS_TOLD = 'The simulator was told to answer so.';

function problem(status: number, code: string, detail: string, retryAfterS: number | null = null): ProblemException {
  return new ProblemException({
    status,
    code,
    detail,
    ...(retryAfterS === null ? {} : { retryAfterSeconds: retryAfterS }),
  });
}
