import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { parseJson, ProblemException, type Logger } from '#lib/platform';
import type { Client } from '../inbound/client.js';
import { problems } from '../inbound/problems.js';
import type { AcknowledgementResult, DeliveryPage } from '../outbound/delivery-page.js';
import { PullQueue } from '../outbound/pull-queue.js';
import { readAcknowledgements } from '../outbound/read-acknowledgements.js';
import { ADAPTER_RUNTIME, type AdapterRuntime } from '../runtime/adapter-runtime.js';
import { Caller } from './caller.decorator.js';

const LIMIT = { least: 1, most: 100, usual: 50 };
/** Below the time after which the door takes a connection for dead. */
const WAIT_MS = { least: 0, most: 20_000, usual: 0 };

/** For agencies that accept no calls: fetch what waits, acknowledge it. Nobody sees the queue of another. */
@Controller('v1/deliveries')
export class DeliveriesController {
  private readonly logger: Logger;

  constructor(
    @Inject(PullQueue) private readonly queue: PullQueue,
    @Inject(ADAPTER_RUNTIME) { logger }: Pick<AdapterRuntime, 'logger'>,
  ) {
    this.logger = logger;
  }

  @Get()
  async waiting(
    @Caller() client: Client,
    @Query('limit') limit: unknown,
    @Query('waitMs') waitMs: unknown,
  ): Promise<DeliveryPage> {
    this.admit(client);
    const asked = { limit: wholeOf('limit', limit, LIMIT), waitMs: wholeOf('waitMs', waitMs, WAIT_MS) };
    return this.reach(() => this.queue.page(client.name, client.parties, asked.limit, asked.waitMs));
  }

  @Post('acknowledgements')
  @HttpCode(200)
  async acknowledge(
    @Caller() client: Client,
    @Body() body: unknown,
  ): Promise<{ readonly results: readonly AcknowledgementResult[] }> {
    this.admit(client);
    const read = readAcknowledgements(parseJson(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
    if (!read.ok) throw new ProblemException(problems.invalid(read.errors));
    return { results: await this.reach(() => this.queue.acknowledge(client.parties, read.acknowledgements)) };
  }

  private admit(client: Client): void {
    if (!client.scopes.has('read:deliveries')) throw new ProblemException(problems.scopeMissing());
  }

  private async reach<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.logger.error('Offering deliveries failed.', { error });
      throw new ProblemException(problems.queueUnavailable());
    }
  }
}

function wholeOf(
  name: string,
  given: unknown,
  { least, most, usual }: { readonly least: number; readonly most: number; readonly usual: number },
): number {
  if (given === undefined) return usual;
  const value = typeof given === 'string' && /^\d{1,6}$/.test(given) ? Number(given) : NaN;
  if (value >= least && value <= most) return value;
  throw new ProblemException(problems.invalidQuery(name, `Expected a whole number from ${least} to ${most}.`));
}
