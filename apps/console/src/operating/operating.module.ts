import { Module, type DynamicModule } from '@nestjs/common';
import { HealthModule, MetricsModule, type HealthRegistry, type Metrics } from '#lib/platform';

/** Health and figures of the console, on an address of the operators' own machines; people ask at another port. */
@Module({})
export class OperatingModule {
  static forRoot(health: HealthRegistry, metrics: Metrics): DynamicModule {
    return { module: OperatingModule, imports: [HealthModule.forRoot(health), MetricsModule.forRoot(metrics)] };
  }
}
