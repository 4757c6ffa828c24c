import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from '#lib/messaging';
import type { HealthRegistry } from '#lib/platform';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import { DeliveryRunner } from './delivery-runner.js';
import type { OutboundParts } from './outbound-parts.js';
import { OutboundPipeline } from './outbound-pipeline.js';
import type { PullQueue } from './pull-queue.js';

/** Runs the outbound side of each of the adapter's endpoints for as long as the adapter lives. */
export class OutboundService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];
  private readonly runners: DeliveryRunner[] = [];

  constructor(
    private readonly parts: readonly OutboundParts[],
    private readonly queue: PullQueue,
    private readonly runtime: Pick<AdapterRuntime, 'database'>,
    private readonly health: HealthRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { parts } = this;
    this.runners.push(...parts.map((one) => new DeliveryRunner(one)));
    await Promise.all(this.runners.map((runner) => runner.start()));
    const started = parts.map((one, n) => new OutboundPipeline(one, this.runners[n]!, this.queue).start());
    this.subscriptions.push(...(await Promise.all(started)));
    this.health.add('deliveries', () => {
      if (this.subscriptions.some((one) => !one.alive() || one.halted().size > 0))
        throw new Error('Consuming: stopped.');
      if (!this.runners.every((runner) => runner.alive())) throw new Error('Delivering: the database does not answer.');
    });
    this.health.add('database', () => this.runtime.database.ping());
  }

  /** How many units of each endpoint can't be reached now. */
  unreachable(): readonly { readonly endpoint: string; readonly units: number }[] {
    return this.parts.flatMap(({ endpoint }, n) => {
      const runner = this.runners[n];
      return runner === undefined ? [] : [{ endpoint, units: runner.unreachable() }];
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.health.startStopping();
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }
}
