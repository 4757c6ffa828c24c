import { Module } from '@nestjs/common';
import {
  createHttpApp,
  HealthModule,
  listenOn,
  MetricsModule,
  type HealthRegistry,
  type HubConfig,
  type Logger,
  type Metrics,
} from '#lib/platform';

@Module({})
class OperatorsModule {}

/** Health and figures of one adapter on a port beside its door's, for operators alone. Any free port where the configured one is taken. */
export async function serveOperators(
  health: HealthRegistry,
  metrics: Metrics,
  { operatorsHost, ports }: Pick<HubConfig, 'operatorsHost' | 'ports'>,
  logger: Logger,
): Promise<{ close(): Promise<void> }> {
  const imports = [HealthModule.forRoot(health), MetricsModule.forRoot(metrics)];
  const app = await createHttpApp({ module: OperatorsModule, imports }, { logger });
  const { url } = await listenOn(app, operatorsHost, ports.adapters).catch(() => listenOn(app, operatorsHost, 0));
  logger.info('Health and metrics are served.', { address: url });
  return app;
}
