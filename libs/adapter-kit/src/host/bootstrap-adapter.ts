import type { Type } from '@nestjs/common';
import { Metrics, runApp } from '#lib/platform';
import { findAdapterIds } from '../manifest/find-manifests.js';
import { openAdapterLog } from '../runtime/open-adapter-log.js';
import { openRuntime } from '../runtime/open-runtime.js';
import { addressesOf, writeAddresses } from './address-book.js';
import { configured } from './configured.js';
import { serveOperators } from './serve-operators.js';
import { startAdapter } from './start-adapter.js';
import { StopSweeper } from '../inbound/stop-sweeper.js';

/** The whole of an adapter's `main.ts`: one adapter as a process of its own, until it is told to stop. */
export async function bootstrapAdapter(id: string, module: Type): Promise<never> {
  const { config, logger } = configured(id);
  const status = await runApp({
    logger,
    parentPid: config.parentPid,
    start: async (shutdown) => {
      // Its consumer group is that of its endpoints: it would take deliveries away from the adapter in service.
      if (!findAdapterIds().includes(id))
        throw new Error(`Starting ${id}: it is a draft, or another adapter has replaced it.`);
      const shared = await openRuntime(config, id, logger, shutdown);
      const runtime = { ...shared, log: await openAdapterLog(config, id, logger, shutdown) };
      const sweeper = new StopSweeper(runtime);
      shutdown.add('stop sweeper', () => sweeper.stop());
      const port = config.ports.adapters === 0 ? 0 : config.ports.adapters + 1 + findAdapterIds().indexOf(id);
      const metrics = new Metrics({ process: true });
      const running = await startAdapter(module, runtime, config.host, port, metrics);
      shutdown.add(id, () => running.close());
      const operators = await serveOperators(running.health, metrics, config, logger);
      shutdown.add('operators', () => operators.close());
      sweeper.start();
      writeAddresses(config.stateFolder, addressesOf([running]), false);
    },
  });
  process.exit(status);
}
