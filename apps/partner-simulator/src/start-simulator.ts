import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { loadAgencyFormats } from '#lib/adapter-kit';
import { loadContracts } from '#lib/contracts';
import {
  createHttpApp,
  HealthModule,
  HealthRegistry,
  listenOn,
  projectRoot,
  type Logger,
  type Secrets,
} from '#lib/platform';
import { AgencyLanguages } from './languages/agency-languages.js';
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
  const languages = new AgencyLanguages(await loadAgencyFormats(), loadContracts({ root: projectRoot() }));
  const imports = [
    HealthModule.forRoot(new HealthRegistry()),
    PartnerSimulatorModule.of(stateFolder, secrets, languages),
  ];
  // Twice the hub's limit: the event comes wrapped in the request to send it. Agencies' own documents come in whatever media type they have.
  const app = await createHttpApp(
    { module: SimulatorProcessModule, imports },
    { logger, bodyLimit: 2 * 1024 * 1024, rawBody: true, mediaTypes: ['application/json', ...languages.mediaTypes()] },
  );
  const { url } = await listenOn(app, '127.0.0.1', port);
  mkdirSync(stateFolder, { recursive: true });
  const file = join(stateFolder, 'simulator.json');
  writeFileSync(`${file}.draft`, `${JSON.stringify({ url }, null, 2)}\n`);
  renameSync(`${file}.draft`, file);
  return { url, close: () => app.close() };
}
