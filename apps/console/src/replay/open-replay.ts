import { loadHubContracts } from '#lib/contracts';
import { partitionOf, type MessageLog } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import {
  caseLogKeys,
  openSecrets,
  projectRoot,
  systemClock,
  topicNames,
  type HubConfig,
  type Logger,
} from '#lib/platform';
import type { ReplayDesk } from '#lib/replay';
import { hubOf, loadPrograms } from '#lib/routing';
import { ReplayDeskService } from './desk/replay-desk.service.js';
import { replayPolicy } from './replay-policy.js';
import { PlanWorker } from './running/plan-worker.js';

export interface Replay {
  readonly desk: ReplayDesk;
  /** Begins to make and carry out plans. */
  start(): void;
  /** Nothing new is begun; resolves when what was begun has ended or can go on elsewhere. */
  stop(): Promise<void>;
}

/** Plans on a case log that is set up. `known`: from the database, checked against the broker by the router. */
export function openReplay(
  config: Pick<HubConfig, 'prefix' | 'secretsFolder'>,
  known: { readonly logId: string; readonly partitions: number },
  opened: { readonly database: Database; readonly log: MessageLog; readonly logger: Logger },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Replay {
  const topics = topicNames(config.prefix);
  const contracts = loadHubContracts(projectRoot());
  const programs = loadPrograms(projectRoot(), contracts);
  const keys = caseLogKeys(openSecrets(config.secretsFolder));
  const hub = hubOf(known, { topics, keys, contracts, programs, partitionOf });
  const parts = {
    ...opened,
    ...{ hub, topics, contracts, keys, partitions: known.partitions },
    policy: replayPolicy(env),
    clock: systemClock,
  };
  const worker = new PlanWorker(parts);
  return { desk: new ReplayDeskService(parts), start: () => worker.start(), stop: () => worker.stop() };
}
