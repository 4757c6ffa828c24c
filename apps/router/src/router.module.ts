import { type DynamicModule, Module } from '@nestjs/common';
import { HealthModule, type HealthRegistry, type Metrics, MetricsModule } from '#lib/platform';
import { OperationsController } from './operations/operations.controller.js';
import { OrderTaker } from './operations/order-taker.js';
import { CaseLogController } from './routing/case-log.controller.js';
import { PartitionRouter } from './routing/partition-router.js';

/** The routing core with its health and metrics. */
@Module({})
export class RouterModule {
  static forRoot(router: PartitionRouter, orders: OrderTaker, health: HealthRegistry, metrics: Metrics): DynamicModule {
    return {
      module: RouterModule,
      imports: [HealthModule.forRoot(health), MetricsModule.forRoot(metrics)],
      controllers: [CaseLogController, OperationsController],
      providers: [
        { provide: PartitionRouter, useValue: router },
        { provide: OrderTaker, useValue: orders },
      ],
    };
  }
}
