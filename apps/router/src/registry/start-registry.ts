import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { SchemaRegistry } from '#lib/contracts';
import { createHttpApp, listenOn, type Logger } from '#lib/platform';
import { REGISTRY_MEDIA_TYPE } from './registry-error.js';
import { SchemaRegistryModule } from './schema-registry.module.js';

/** On a port of its own: agencies may read schemas, but not the router's metrics. */
export async function startRegistry(
  registry: SchemaRegistry,
  { host, port }: { readonly host: string; readonly port: number },
  logger: Logger,
): Promise<NestFastifyApplication> {
  const app = await createHttpApp(SchemaRegistryModule.forRoot(registry), {
    logger,
    mediaTypes: [REGISTRY_MEDIA_TYPE, 'application/json'],
  });
  const { url } = await listenOn(app, host, port);
  logger.info('Serving the schema registry.', { address: url });
  return app;
}
