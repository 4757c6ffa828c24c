import { type DynamicModule, Module } from '@nestjs/common';
import { HealthModule, type HealthRegistry, type Metrics, MetricsModule } from '#lib/platform';
import { Projectors } from './projecting/projectors.js';
import { StreamsController } from './projecting/streams.controller.js';

/** The ledger projector with its health and metrics. */
@Module({})
export class LedgerModule {
  static forRoot(projectors: Projectors, health: HealthRegistry, metrics: Metrics): DynamicModule {
    return {
      module: LedgerModule,
      imports: [HealthModule.forRoot(health), MetricsModule.forRoot(metrics)],
      controllers: [StreamsController],
      providers: [{ provide: Projectors, useValue: projectors }],
    };
  }
}
