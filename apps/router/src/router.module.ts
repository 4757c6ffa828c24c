import { type DynamicModule, Module } from '@nestjs/common';
import { HealthModule, type HealthRegistry, type Metrics, MetricsModule } from '#lib/platform';
import { CaseLogController } from './routing/case-log.controller.js';
import { PartitionRouter } from './routing/partition-router.js';

/** The routing core with its health and metrics. */
@Module({})
export class RouterModule {
  static forRoot(router: PartitionRouter, health: HealthRegistry, metrics: Metrics): DynamicModule {
    return {
      module: RouterModule,
      imports: [HealthModule.forRoot(health), MetricsModule.forRoot(metrics)],
      controllers: [CaseLogController],
      providers: [{ provide: PartitionRouter, useValue: router }],
    };
  }
}
