import { Controller, Get, Module } from '@nestjs/common';
import {
  createHttpApp,
  HealthModule,
  HealthRegistry,
  listenOn,
  Metrics,
  MetricsModule,
  projectRoot,
  runApp,
} from '#lib/platform';
import { openAdapterLog } from '../runtime/open-adapter-log.js';
import { openRuntime } from '../runtime/open-runtime.js';
import { addressesOf, writeAddresses, type AddressBook } from './address-book.js';
import { configured } from './configured.js';
import { hostAdapters } from './host-adapters.js';

let addresses: AddressBook = {};

@Controller('adapters')
class AddressesController {
  @Get()
  list(): AddressBook {
    return addresses;
  }
}

@Module({ controllers: [AddressesController] })
class HostModule {}

// All adapters of a laptop in one process: `node host-adapters.main.js all`, or some by name.
const ids = process.argv.slice(2);
const { config, logger } = configured('adapters');
process.exit(
  await runApp({
    logger,
    parentPid: config.parentPid,
    start: async (shutdown) => {
      const runtime = await openRuntime(config, 'adapters', logger, shutdown);
      const { host, ports } = config;
      const firstPort = ports.adapters === 0 ? 0 : ports.adapters + 1;
      const all = ids.length === 0 || ids[0] === 'all';
      const metrics = new Metrics({ process: true });
      const openLog = (id: string) => openAdapterLog(config, id, logger, shutdown);
      const options = { host, firstPort, shutdown, metrics, openLog };
      const running = await hostAdapters(projectRoot(), all ? 'all' : ids, runtime, options);
      addresses = addressesOf(running);
      writeAddresses(config.stateFolder, addresses, true);
      const health = new HealthRegistry();
      for (const one of running) {
        health.add(one.adapter.manifest.id, async () => {
          if ((await one.health.results()).some(({ ok }) => !ok)) throw new Error('Checking an adapter: not ready.');
        });
      }
      // Last: when this port answers, every door is open.
      const app = await createHttpApp(
        {
          module: HostModule,
          imports: [HealthModule.forRoot(health), MetricsModule.forRoot(metrics)],
        },
        { logger },
      );
      shutdown.add('host', () => app.close());
      const { url } = await listenOn(app, config.operatorsHost, ports.adapters);
      logger.info('All adapters are open.', { address: url, count: running.length });
    },
  }),
);
