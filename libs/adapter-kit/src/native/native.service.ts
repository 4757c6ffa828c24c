import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { partnerScopes } from '#lib/contracts';
import type { Endpoint } from '#lib/domain';
import type { Subscription } from '#lib/messaging';
import { agencyPrincipalOf, type HealthRegistry, type Metrics } from '#lib/platform';
import type { Adapter } from '../definition/adapter.js';
import type { EndpointDefinition } from '../definition/adapter-definition.js';
import type { Client } from '../inbound/client.js';
import { inboundPartsOf } from '../inbound/inbound-parts-of.js';
import { InboundPipeline } from '../inbound/inbound-pipeline.js';
import { TokenBuckets } from '../inbound/token-bucket.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import { NativeReader } from './native-reader.js';

/** Reads the own topics of those endpoints that declare them, for as long as the adapter lives. */
export class NativeService implements OnApplicationBootstrap, OnApplicationShutdown {
  private subscriptions: readonly Subscription[] = [];

  constructor(
    private readonly adapter: Adapter,
    private readonly runtime: AdapterRuntime,
    private readonly metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const native = this.adapter.definition.endpoints.filter((one) => one.native === 'kafka');
    if (native.length === 0) return;
    this.subscriptions = await Promise.all(native.map((one) => this.readerOf(one).start()));
    this.health.add('agency topics', () => {
      if (this.subscriptions.some((one) => !one.alive() || one.halted().size > 0))
        throw new Error('Consuming the agency’s own topic: stopped.');
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
  }

  private readerOf({ endpoint, format }: EndpointDefinition): NativeReader {
    const { log, clock, topics, groups, quota, logger } = this.runtime;
    const pipeline = new InboundPipeline(inboundPartsOf(this.adapter, this.runtime));
    const received = this.metrics.counter('schakel_adapter_native_received_total', 'Records of own topics by answer.', [
      'endpoint',
      'outcome',
    ]);
    return new NativeReader({
      endpoint,
      format,
      client: this.clientOf(endpoint),
      pipeline,
      log,
      topics: topics.agency(endpoint),
      deadLetters: topics.deadLetter(endpoint),
      group: groups.native(endpoint),
      quotas: new TokenBuckets(quota),
      clock,
      logger,
      count: (outcome) => received.inc({ endpoint, outcome }),
    });
  }

  /** The one principal that may write to the topic stands for the whole endpoint; endpoints with units have no topics of their own. */
  private clientOf(endpoint: Endpoint): Client {
    const { partners, catalogue } = this.runtime.contracts;
    const partner = partners.all.find(({ systems }) => systems.some((system) => system.endpoint === endpoint));
    if (partner === undefined) throw new Error(`Reading the topics of ${endpoint}: no partner of the list has it.`);
    const scopes = new Set(partnerScopes(catalogue, partner));
    return { name: agencyPrincipalOf(endpoint), parties: [{ endpoint, unit: null }], scopes };
  }
}
