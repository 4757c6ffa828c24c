import { setTimeout as pause } from 'node:timers/promises';
import { loadContracts } from '#lib/contracts';
import type { Database } from '#lib/persistence';
import { HUB_PRINCIPALS, openSecrets, projectRoot, type HubConfig } from '#lib/platform';
import { activate, loadPrograms, sameInForce, type InForce } from '#lib/routing';
import { logSetUp } from '../hub/log-set-up.js';
import { readyHubLog } from '../hub/ready-hub-log.js';
import { withDatabase, withLog } from '../hub/with-servers.js';
import { routerHolds } from './router-holds.js';

export interface Activation {
  readonly ruleSet: string;
  readonly partitions: number;
  /** Partitions into which the record was written now; in the others it was the last one already. */
  readonly written: number;
  /** Partitions whose next record a router decides by it; the others follow when their router gets there. */
  readonly inForce: number;
}

export interface ActivationOptions {
  /** Address of a router that runs; null = none is known, so it is not asked. */
  readonly router: string | null;
  readonly progress: (done: number, total: number) => void;
}

export class RuleSetUnknown extends Error {
  readonly code = 'rule-set-unknown';
}

const WAIT_MS = 15_000;
const ASK_AGAIN_MS = 200;

/** Publishes the activation into every partition where something else is in force at the end of the log. In force from its offset. */
export function activateRules(config: HubConfig, ruleSet: string, options: ActivationOptions): Promise<Activation> {
  const contracts = loadContracts({ root: projectRoot() });
  const programs = loadPrograms(projectRoot(), contracts);
  const inForce = programs.inForceOf(ruleSet);
  if (inForce === null) {
    const known = programs.all.map((one) => one.ruleSet.id).join(', ');
    throw new RuleSetUnknown(`There is no rule set ${ruleSet} in schemas/rules. There are: ${known}.`);
  }
  return withDatabase(config, (database) =>
    withLog(
      config,
      async (log) => {
        const known = await readyHubLog(database);
        const { partitions } = known;
        if (options.router !== null) await requireRuleSet(options.router, inForce);
        const keys = openSecrets(config.secretsFolder).originMacKeys();
        const setUp = logSetUp({ log, database, contracts, keys, prefix: config.prefix });
        const { activated } = await activate({ ...setUp, inForce, progress: options.progress }, known);
        return { ruleSet, partitions, written: activated, inForce: await untilInForce(database, partitions, inForce) };
      },
      HUB_PRINCIPALS.setUp,
    ),
  );
}

async function requireRuleSet(router: string, { ruleSet }: InForce): Promise<void> {
  if (await routerHolds(router, ruleSet)) return;
  throw new RuleSetUnknown(
    `The router that runs has no rule set ${ruleSet.id} with this content: it would stop at the activation. Start the hub again from this release, then activate.`,
  );
}

/** Gives the routers a while to get there; a router that is down takes the activation when it is back. */
async function untilInForce({ router }: Database, partitions: number, inForce: InForce): Promise<number> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const rows = await Promise.all(
      Array.from({ length: partitions }, (_, partition) => router.partitionRow(partition)),
    );
    const there = rows.filter((row) => sameInForce(row?.inForce ?? null, inForce)).length;
    if (there === partitions || performance.now() > deadline) return there;
    await pause(ASK_AGAIN_MS);
  }
}
