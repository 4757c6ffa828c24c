import { Module, type DynamicModule } from '@nestjs/common';
import { HealthModule, MetricsModule, type HealthRegistry, type Metrics } from '#lib/platform';

/** Health and figures of the identity server, for operators alone; tokens are asked for at another port. */
@Module({})
export class IdentityServerModule {
  static forRoot(health: HealthRegistry, metrics: Metrics): DynamicModule {
    return { module: IdentityServerModule, imports: [HealthModule.forRoot(health), MetricsModule.forRoot(metrics)] };
  }
}
