import type { Contracts } from '#lib/contracts';
import type { AdapterOnBroker } from '#lib/platform';
import { endpointsWithoutAdapter } from '../definition/generic-definition.js';
import { findAdapterIds, readManifest } from '../manifest/find-manifests.js';

/** Every adapter that a hub runs, and what it serves: those on disk, and a generic one for endpoints that have none. For access lists. */
export function adaptersToHost(contracts: Contracts, root: string): readonly AdapterOnBroker[] {
  const found = findAdapterIds(root).map((id) => {
    const { endpoints } = readManifest(id, root);
    const native = endpoints.filter((one) => one.native === 'kafka').map(({ endpoint }) => endpoint);
    return { id, endpoints: endpoints.map(({ endpoint }) => endpoint), native };
  });
  const served = new Set(found.flatMap(({ endpoints }) => endpoints));
  const generic = [...endpointsWithoutAdapter(contracts, served)].map(([id, endpoints]) => ({
    id,
    endpoints,
    native: [],
  }));
  return [...found, ...generic];
}
