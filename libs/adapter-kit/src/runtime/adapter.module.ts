import { Module, type DynamicModule } from '@nestjs/common';
import { HealthRegistry, Metrics, systemClock } from '#lib/platform';
import { BatchesController } from '../batch/batches.controller.js';
import type { Adapter } from '../definition/adapter.js';
import type { AdapterDefinition } from '../definition/adapter-definition.js';
import { Description } from '../description/description.js';
import { DescriptionController } from '../description/description.controller.js';
import { DeliveriesController } from '../door/deliveries.controller.js';
import { Door } from '../door/door.js';
import { MessagesController } from '../door/messages.controller.js';
import { StatusController } from '../door/status.controller.js';
import type { AdapterManifest } from '../manifest/adapter-manifest.js';
import { checkedAdapter } from '../manifest/checked-adapter.js';
import { readManifest } from '../manifest/find-manifests.js';
import { NativeService } from '../native/native.service.js';
import type { OutboundParts } from '../outbound/outbound-parts.js';
import { outboundPartsOf } from '../outbound/outbound-parts-of.js';
import { OutboundService } from '../outbound/outbound.service.js';
import { PullQueue } from '../outbound/pull-queue.js';
import { StatusWatch } from '../status/status-watch.js';
import { ADAPTER_RUNTIME, type AdapterRuntime } from './adapter-runtime.js';

/** Nest injection token of the adapter: its definition with its manifest, checked. */
export const ADAPTER = Symbol('adapter');

/** Nest injection token of the outbound side's parts, one per endpoint. */
const OUTBOUND = Symbol('outbound parts');

/** The whole of an adapter, from its definition. An app's own module imports it and adds nothing. */
@Module({})
export class AdapterModule {
  static of(
    definition: AdapterDefinition,
    manifest: () => AdapterManifest = () => readManifest(definition.id),
  ): DynamicModule {
    return {
      module: AdapterModule,
      controllers: [
        DeliveriesController,
        MessagesController,
        StatusController,
        BatchesController,
        DescriptionController,
      ],
      providers: [
        {
          provide: ADAPTER,
          inject: [ADAPTER_RUNTIME],
          useFactory: (runtime: AdapterRuntime) =>
            checkedAdapter(runtime.contracts, runtime.logger, manifest(), definition),
        },
        {
          provide: Door,
          inject: [ADAPTER, ADAPTER_RUNTIME, Metrics],
          useFactory: (adapter: Adapter, runtime: AdapterRuntime, metrics: Metrics) =>
            new Door(adapter, runtime, metrics),
        },
        {
          provide: StatusWatch,
          // Its pauses are real ones, whatever time a story plays in.
          useFactory: () => new StatusWatch({ now: () => systemClock.monotonic() }),
        },
        {
          provide: OUTBOUND,
          inject: [ADAPTER, ADAPTER_RUNTIME, Metrics],
          useFactory: outboundPartsOf,
        },
        {
          provide: PullQueue,
          inject: [OUTBOUND],
          useFactory: (parts: readonly OutboundParts[]) => new PullQueue(parts),
        },
        {
          provide: OutboundService,
          inject: [OUTBOUND, PullQueue, ADAPTER_RUNTIME, HealthRegistry],
          useFactory: (
            parts: readonly OutboundParts[],
            queue: PullQueue,
            runtime: AdapterRuntime,
            health: HealthRegistry,
          ) => new OutboundService(parts, queue, runtime, health),
        },
        {
          provide: NativeService,
          inject: [ADAPTER, ADAPTER_RUNTIME, Metrics, HealthRegistry],
          useFactory: (adapter: Adapter, runtime: AdapterRuntime, metrics: Metrics, health: HealthRegistry) =>
            new NativeService(adapter, runtime, metrics, health),
        },
        {
          provide: Description,
          inject: [ADAPTER, ADAPTER_RUNTIME],
          useFactory: (adapter: Adapter, runtime: AdapterRuntime) => new Description(adapter, runtime),
        },
      ],
      exports: [ADAPTER],
    };
  }
}
