import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from '#lib/messaging';
import type { HealthRegistry, Metrics } from '#lib/platform';
import type { Adapter } from '../definition/adapter.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import { DeliveryRunner } from './delivery-runner.js';
import type { OutboundParts } from './outbound-parts.js';
import { OutboundPipeline } from './outbound-pipeline.js';

/** Runs the outbound side of each of the adapter's endpoints for as long as the adapter lives. */
export class OutboundService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];
  private readonly runners: DeliveryRunner[] = [];

  constructor(
    private readonly adapter: Adapter,
    private readonly runtime: AdapterRuntime,
    private readonly metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const parts = this.parts();
    this.runners.push(...parts.map((one) => new DeliveryRunner(one)));
    await Promise.all(this.runners.map((runner) => runner.start()));
    const started = parts.map((one, n) => new OutboundPipeline(one, this.runners[n]!).start());
    this.subscriptions.push(...(await Promise.all(started)));
    this.health.add('deliveries', () => {
      if (this.subscriptions.some((one) => !one.alive() || one.halted().size > 0))
        throw new Error('Consuming: stopped.');
      if (!this.runners.every((runner) => runner.alive())) throw new Error('Delivering: the database does not answer.');
    });
    this.health.add('database', () => this.runtime.database.ping());
  }

  async onApplicationShutdown(): Promise<void> {
    this.health.startStopping();
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }

  private parts(): OutboundParts[] {
    const { contracts, log, database, transport, topics, groups, clock, storyClock, random, logger } = this.runtime;
    const delivered = this.metrics.counter('schakel_adapter_deliveries_total', 'Deliveries and attempts by outcome.', [
      'endpoint',
      'outcome',
    ]);
    return this.adapter.definition.endpoints.map(({ endpoint, format }) => ({
      endpoint,
      format,
      contracts,
      log,
      deliveries: database.deliveries,
      lanes: database.lanes,
      fetches: () => false,
      factsOfCase: (caseKey) => database.router.factsOfCase(caseKey),
      transport,
      topics: {
        delivery: topics.delivery(endpoint),
        deadLetter: topics.deadLetter(endpoint),
        receipts: topics.receipts,
      },
      group: groups.delivery(endpoint),
      clock,
      storyClock,
      random,
      logger,
      count: (outcome, times = 1) => delivered.inc({ endpoint, outcome }, times),
    }));
  }
}
