import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { createHttpApp, HealthModule, HealthRegistry, listenOn, ProblemException, type Logger } from '#lib/platform';
import { DEVELOPMENT_HUB_OIN, peerOf, serverTls } from '#lib/trust';
import { Inbox } from './inbox/inbox.js';
import { InboxModule } from './inbox/inbox.module.js';
import type { AgencyOnKafka } from './kafka/agency-on-kafka.js';
import type { AgencyLanguages } from './languages/agency-languages.js';
import { AgencySender } from './outbox/agency-sender.js';
import { PartnerSimulatorModule } from './partner-simulator.module.js';
import { simulatorParts, type SimulatorSettings } from './simulator-parts.js';

@Module({})
class SimulatorProcessModule {}

@Module({})
class InboxProcessModule {}

export interface RunningSimulator {
  /** For people, tests and the story player; plain HTTP. */
  readonly url: string;
  /** Where the hub pushes to; with TLS, for the hub's certificate alone. */
  readonly inbox: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** Twice the hub's limit: the event comes wrapped in the request to send it. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** Listens on the loopback address whatever the configuration says, and leaves its addresses in `simulator.json` for the adapters. */
export async function startSimulator(
  settings: SimulatorSettings,
  port: number,
  logger: Logger,
  openKafka: ((inbox: Inbox, languages: AgencyLanguages) => Promise<AgencyOnKafka>) | null = null,
): Promise<RunningSimulator> {
  const parts = simulatorParts(settings);
  const imports: DynamicModule[] = [HealthModule.forRoot(new HealthRegistry()), PartnerSimulatorModule.of(parts)];
  const options = { logger, bodyLimit: BODY_LIMIT, rawBody: true };
  const app = await createHttpApp(
    { module: SimulatorProcessModule, imports },
    { ...options, mediaTypes: ['application/json'] },
  );
  const inboxApp = await createHttpApp(
    { module: InboxProcessModule, imports: [InboxModule.of(parts)] },
    // An agency's server lets nobody in without a certificate that its own authority signed.
    // Its own documents come in whatever media type they have.
    {
      ...options,
      mediaTypes: settings.languages.mediaTypes(),
      https: { ...serverTls(settings.tls), rejectUnauthorized: true },
    },
  );
  inboxApp
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, _reply, next) => {
      // A certificate of the same authority is not enough: another agency has one too.
      const hub = peerOf(request.raw.socket)?.oin === DEVELOPMENT_HUB_OIN;
      next(hub ? undefined : new ProblemException({ status: 401, code: 'unauthenticated', detail: 'Not the hub.' }));
    });
  const kafka = (await openKafka?.(app.get(Inbox), settings.languages)) ?? null;
  app.get(AgencySender).speakKafka(kafka);
  const close = async (): Promise<void> => {
    await parts.fetchers.stop();
    await app.close();
    await inboxApp.close();
    await kafka?.close();
  };
  const { url: inbox } = await listenOn(inboxApp, HOST, port === 0 ? 0 : port + 1).catch(() =>
    listenOn(inboxApp, HOST, 0),
  );
  const { url } = await listenOn(app, HOST, port).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { stateFolder } = settings;
  mkdirSync(stateFolder, { recursive: true });
  const file = join(stateFolder, 'simulator.json');
  writeFileSync(`${file}.draft`, `${JSON.stringify({ url, inbox }, null, 2)}\n`);
  renameSync(`${file}.draft`, file);
  parts.fetchers.start();
  return { url, inbox, close };
}
