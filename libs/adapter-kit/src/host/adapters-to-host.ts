import type { Contracts } from '#lib/contracts';
import type { AdapterOnBroker } from '#lib/platform';
import { endpointsWithoutAdapter } from '../definition/generic-definition.js';
import { findAdapterIds, readManifest } from '../manifest/find-manifests.js';

/** Every adapter that a hub runs, and what it serves: those on disk, and a generic one for endpoints that have none. For access lists. */
export function adaptersToHost(contracts: Contracts, root: string): readonly AdapterOnBroker[] {
  const found = findAdapterIds(root).map((id) => ({
    id,
    endpoints: readManifest(id, root).endpoints.map(({ endpoint }) => endpoint),
  }));
  const served = new Set(found.flatMap(({ endpoints }) => endpoints));
  const generic = [...endpointsWithoutAdapter(contracts, served)].map(([id, endpoints]) => ({ id, endpoints }));
  return [...found, ...generic];
}
