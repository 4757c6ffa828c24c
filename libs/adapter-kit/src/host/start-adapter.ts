import type { Server as HttpsServer } from 'node:https';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { createHttpApp, HealthRegistry, listenOn, Metrics } from '#lib/platform';
import type { Adapter } from '../definition/adapter.js';
import { API_VERSION } from '../door/api-version.js';
import { Door } from '../door/door.js';
import { openForLists } from '../batch/open-for-lists.js';
import { guardDoor } from '../door/guard-door.js';
import { openForAcknowledgements } from '../outbound/open-for-acknowledgements.js';
import { OutboundService } from '../outbound/outbound.service.js';
import { ADAPTER } from '../runtime/adapter.module.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import { RuntimeModule } from '../runtime/runtime.module.js';
import { recipientGauges } from './recipient-gauges.js';

export interface RunningAdapter {
  readonly adapter: Adapter;
  readonly url: string;
  readonly health: HealthRegistry;
  close(): Promise<void>;
}

@Module({})
class AdapterProcessModule {}

/**
 * One adapter as a Nest application of its own, listening. Takes the port it is given, or any free one where that is taken. Agencies reach that
 * port, so health and the figures in `metrics` are served elsewhere: one municipality must not read off them what another receives.
 */
export async function startAdapter(
  module: Type | DynamicModule,
  runtime: AdapterRuntime,
  host: string,
  port: number,
  metrics: Metrics = new Metrics(),
): Promise<RunningAdapter> {
  const health = new HealthRegistry();
  const { tls } = runtime;
  const mediaTypes: string[] = [];
  const app = await createHttpApp(
    {
      module: AdapterProcessModule,
      imports: [RuntimeModule.of(runtime, health, metrics), module],
    },
    {
      logger: runtime.logger,
      apiVersion: API_VERSION,
      mediaTypes: () => mediaTypes,
      rawBody: true,
      https: tls.options,
    },
  );
  try {
    const adapter = app.get<Adapter>(ADAPTER, { strict: false });
    guardDoor(app, app.get(Door, { strict: false }), runtime.logger);
    mediaTypes.push(...new Set(adapter.definition.endpoints.flatMap(({ format }) => format.mediaTypes)));
    openForLists(app, adapter, mediaTypes);
    openForAcknowledgements(adapter, mediaTypes);
    const { url } = await listenOn(app, host, port).catch((error: unknown) => {
      if (port === 0) throw error;
      return listenOn(app, host, 0);
    });
    runtime.logger.info('The adapter is open.', { adapter: adapter.manifest.id, address: url });
    recipientGauges(metrics, runtime.database.loads, endpointsOf(adapter));
    showUnreachable(metrics, app.get(OutboundService, { strict: false }));
    const stopFollowing = tls.follow(app.getHttpServer() as HttpsServer);
    const close = async (): Promise<void> => {
      stopFollowing();
      await app.close();
    };
    return { adapter, url, health, close };
  } catch (error) {
    await app.close();
    throw error;
  }
}

function endpointsOf({ definition }: Adapter): readonly string[] {
  return definition.endpoints.map(({ endpoint }) => endpoint);
}

function showUnreachable(metrics: Metrics, outbound: OutboundService): void {
  const gauge = metrics.gauge('schakel_adapter_unreachable_units', 'Recipient units that this process can’t reach.', [
    'endpoint',
  ]);
  metrics.refreshedBy(() => {
    for (const { endpoint, units } of outbound.unreachable()) gauge.set({ endpoint }, units);
    return Promise.resolve();
  });
}
