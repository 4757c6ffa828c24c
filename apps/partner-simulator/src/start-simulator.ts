import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { createHttpApp, HealthModule, HealthRegistry, listenOn, type Logger, type Secrets } from '#lib/platform';
import { PartnerSimulatorModule } from './partner-simulator.module.js';

@Module({})
class SimulatorProcessModule {}

export interface RunningSimulator {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on the loopback address whatever the configuration says, and leaves its address in `simulator.json` for the adapters. */
export async function startSimulator(
  stateFolder: string,
  secrets: Pick<Secrets, 'agencyTokens' | 'pushKeys'>,
  port: number,
  logger: Logger,
): Promise<RunningSimulator> {
  const imports = [HealthModule.forRoot(new HealthRegistry()), PartnerSimulatorModule.of(stateFolder, secrets)];
  // Twice the hub's limit: the event comes wrapped in the request to send it.
  const app = await createHttpApp({ module: SimulatorProcessModule, imports }, { logger, bodyLimit: 2 * 1024 * 1024 });
  const { url } = await listenOn(app, '127.0.0.1', port);
  mkdirSync(stateFolder, { recursive: true });
  const file = join(stateFolder, 'simulator.json');
  writeFileSync(`${file}.draft`, `${JSON.stringify({ url }, null, 2)}\n`);
  renameSync(`${file}.draft`, file);
  return { url, close: () => app.close() };
}
