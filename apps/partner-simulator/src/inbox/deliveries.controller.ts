import { Controller, Delete, Get, Inject, Query, Sse } from '@nestjs/common';
import { Observable } from 'rxjs';
import { Inbox, type HeldDelivery, type RecipientCounts } from './inbox.js';

const LONGEST_WAIT_MS = 30_000;

/** What the agencies' systems hold, for people, tests and the story player. */
@Controller()
export class DeliveriesController {
  constructor(@Inject(Inbox) private readonly inbox: Inbox) {}

  @Get('deliveries')
  async list(
    @Query('endpoint') endpoint?: string,
    @Query('unit') unit?: string,
    @Query('subject') subject?: string,
    @Query('id') id?: string,
    @Query('after') after?: string,
    @Query('waitMs') waitMs?: string,
    @Query('limit') limit?: string,
  ): Promise<{ readonly deliveries: readonly HeldDelivery[]; readonly last: number }> {
    const query = { endpoint, unit, subject, id, after: wholeOf(after), limit: wholeOf(limit) };
    const wait = Math.min(wholeOf(waitMs) ?? 0, LONGEST_WAIT_MS);
    const deliveries =
      wait === 0 ? this.inbox.find(query) : await this.inbox.whenFound(query, AbortSignal.timeout(wait));
    return { deliveries, last: this.inbox.latest() };
  }

  @Delete('deliveries')
  clear(): { readonly cleared: true } {
    this.inbox.clear();
    return { cleared: true };
  }

  @Get('counts')
  counts(): Readonly<Record<string, RecipientCounts>> {
    return this.inbox.counts();
  }

  @Sse('events')
  events(): Observable<{ readonly id: string; readonly type: string; readonly data: HeldDelivery }> {
    return new Observable((subscriber) =>
      this.inbox.listen((delivery) => subscriber.next({ id: String(delivery.n), type: 'delivery', data: delivery })),
    );
  }
}

function wholeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
