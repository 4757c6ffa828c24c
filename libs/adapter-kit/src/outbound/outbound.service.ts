import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from '#lib/messaging';
import type { HealthRegistry, Metrics } from '#lib/platform';
import type { Adapter } from '../definition/adapter.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import { OutboundPipeline } from './outbound-pipeline.js';

/** Runs the outbound side of each of the adapter's endpoints for as long as the adapter lives. */
export class OutboundService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];

  constructor(
    private readonly adapter: Adapter,
    private readonly runtime: AdapterRuntime,
    private readonly metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { contracts, log, database, transport, topics, groups, clock, storyClock, random, wait, logger } =
      this.runtime;
    const delivered = this.metrics.counter('schakel_adapter_deliveries_total', 'Deliveries and attempts by outcome.', [
      'endpoint',
      'outcome',
    ]);
    const started = this.adapter.definition.endpoints.map(({ endpoint, format }) =>
      new OutboundPipeline({
        endpoint,
        format,
        contracts,
        log,
        deliveries: database.deliveries,
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
        wait,
        logger,
        count: (outcome) => delivered.inc({ endpoint, outcome }),
      }).start(),
    );
    this.subscriptions.push(...(await Promise.all(started)));
    this.health.add('deliveries', () => {
      if (this.subscriptions.some((one) => !one.alive() || one.halted().size > 0))
        throw new Error('Consuming: stopped.');
    });
    this.health.add('database', () => database.ping());
  }

  async onApplicationShutdown(): Promise<void> {
    this.health.startStopping();
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
  }
}
