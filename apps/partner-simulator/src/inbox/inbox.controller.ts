import { Body, Controller, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { isEndpoint, type Endpoint } from '#lib/domain';
import { ProblemException } from '#lib/platform';
import { AgencyLanguages } from '../languages/agency-languages.js';
import { Behaviours } from '../behaviour/behaviours.js';
import { Inbox } from './inbox.js';
import { PushKeys } from './push-keys.js';

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
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(Behaviours) private readonly behaviours: Behaviours,
    @Inject(PushKeys) private readonly keys: PushKeys,
    @Inject(AgencyLanguages) private readonly languages: AgencyLanguages,
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
    const { mode, delayMs, status, retryAfterS } = this.behaviours.next(endpoint, unit);
    if (mode === 'down') return this.cut(reply, endpoint, unit);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (mode === 'error' || mode === 'reject') {
      this.inbox.refuse({ endpoint, unit });
      throw problem(status, 'as-told', 'The simulator was told to answer so.', retryAfterS);
    }
    const document = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const event = this.read(endpoint, contentType ?? '', document);
    const taken = this.inbox.take({
      id: textOf(event, 'id'),
      endpoint,
      unit,
      type: textOf(event, 'type'),
      subject: textOf(event, 'subject'),
      sequence: sequence === undefined ? null : Number(sequence),
      event,
      raw: document.toString('utf8'),
      contentType: contentType ?? '',
    });
    if (mode === 'lose-answer') return this.cut(reply, endpoint, unit);
    reply.status(200);
    return taken;
  }

  private read(endpoint: Endpoint, contentType: string, document: Buffer): Readonly<Record<string, unknown>> {
    const read = this.languages.read(endpoint, contentType, document);
    if (read.ok) return read.value;
    const [first] = read.errors;
    throw problem(400, 'invalid-content', `Not this agency’s language: ${first?.pointer ?? ''} ${first?.code ?? ''}.`);
  }

  private cut(reply: Reply, endpoint: string, unit: string | null): undefined {
    this.inbox.refuse({ endpoint, unit });
    reply.hijack();
    reply.raw.destroy();
    return undefined;
  }
}

function textOf(event: Readonly<Record<string, unknown>>, name: string): string {
  const value = event[name];
  if (typeof value !== 'string' || value === '') throw problem(400, 'invalid-content', `The event has no ${name}.`);
  return value;
}

function problem(status: number, code: string, detail: string, retryAfterS: number | null = null): ProblemException {
  return new ProblemException({
    status,
    code,
    detail,
    ...(retryAfterS === null ? {} : { retryAfterSeconds: retryAfterS }),
  });
}
