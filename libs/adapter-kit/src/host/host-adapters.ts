import type { MessageLog } from '#lib/messaging';
import type { Metrics, Shutdown } from '#lib/platform';
import { endpointsWithoutAdapter, genericDefinition } from '../definition/generic-definition.js';
import { StopSweeper } from '../inbound/stop-sweeper.js';
import { findAdapterIds, readManifest } from '../manifest/find-manifests.js';
import { AdapterModule } from '../runtime/adapter.module.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import type { ProcessRuntime } from '../runtime/open-runtime.js';
import { loadAdapterModule } from './load-adapter-module.js';
import { startAdapter, type RunningAdapter } from './start-adapter.js';

export interface HostOptions {
  readonly host: string;
  /** The first adapter listens here, the next ones on the ports after it; 0 = any free ones. */
  readonly firstPort: number;
  readonly shutdown: Shutdown;
  /** Of all adapters together. */
  readonly metrics: Metrics;
  /** The broker as the adapter's own principal: in one process as in thirteen, none can do what another may. */
  readonly openLog: (id: string) => Promise<MessageLog>;
}

/**
 * Runs adapters found on disk in this process, each a Nest application with its own port. `all` also gives every endpoint without an adapter a
 * generic one, so that the whole chain can be played. Adapters start one after the other: the first failure stops the start.
 */
export async function hostAdapters(
  root: string,
  ids: readonly string[] | 'all',
  shared: ProcessRuntime,
  { host, firstPort, shutdown, metrics, openLog }: HostOptions,
): Promise<readonly RunningAdapter[]> {
  const found = findAdapterIds(root);
  const unknown = ids === 'all' ? [] : ids.filter((id) => !found.includes(id));
  if (unknown.length > 0)
    throw new Error(`Hosting adapters: no ${unknown.join(', ')}. There are: ${found.join(', ')}.`);
  const modules = found.map((id) => ({ id, load: () => loadAdapterModule(id) }));
  const served = new Set(found.flatMap((id) => readManifest(id, root).endpoints.map(({ endpoint }) => endpoint)));
  const generic = [...endpointsWithoutAdapter(shared.contracts, served)].map(([id, endpoints]) => {
    const { definition, manifest } = genericDefinition(shared.contracts, id, endpoints);
    return { id, load: () => Promise.resolve(AdapterModule.of(definition, () => manifest)) };
  });
  const running: RunningAdapter[] = [];
  for (const [n, { id, load }] of [...modules, ...generic].entries()) {
    if (ids !== 'all' && !ids.includes(id)) continue;
    const runtime = { ...shared, log: await openLog(id) };
    if (running.length === 0) sweep(runtime, shutdown);
    const adapter = await startAdapter(await load(), runtime, host, firstPort === 0 ? 0 : firstPort + n, metrics);
    shutdown.add(id, () => adapter.close());
    running.push(adapter);
  }
  return running;
}

/** Once per process: the register is one, and any adapter may write the case log. */
function sweep(runtime: AdapterRuntime, shutdown: Shutdown): void {
  const sweeper = new StopSweeper(runtime);
  shutdown.add('stop sweeper', () => sweeper.stop());
  sweeper.start();
}
