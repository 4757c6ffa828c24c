import type { Contracts } from '#lib/contracts';
import { ENDPOINTS, type Endpoint } from '#lib/domain';
import type { AdapterManifest } from '../manifest/adapter-manifest.js';
import { rightsOf } from '../manifest/rights.js';
import type { Adapter } from './adapter.js';
import { canonicalJson } from './canonical-json.format.js';

/** Stands in for agencies that have no adapter of their own yet: the same door and delivery, in the hub's own JSON. */
export function genericDefinition(contracts: Contracts, id: string, endpoints: readonly Endpoint[]): Adapter {
  const manifest: AdapterManifest = {
    id,
    agency: endpoints.join(', '),
    description: 'Generic adapter: the hub’s own JSON and push, until the agency has an adapter of its own.',
    owner: 'hub operations',
    status: 'development',
    endpoints: endpoints.map((endpoint) => ({
      endpoint,
      unit: endpoint === 'GEM' ? 'municipality' : endpoint === 'EMB' ? 'country' : null,
      transport: 'push',
      format: canonicalJson.name,
      ...rightsOf(contracts, endpoint),
    })),
    secrets: ['pki', 'push-keys'],
    docs: 'README.md',
  };
  return {
    manifest,
    definition: { id, endpoints: endpoints.map((endpoint) => ({ endpoint, format: canonicalJson })) },
  };
}

/** The endpoints that no adapter on disk serves, together as their organisations are, e.g. DJI with DVO. */
export function endpointsWithoutAdapter(
  contracts: Contracts,
  served: ReadonlySet<Endpoint>,
): ReadonlyMap<string, readonly Endpoint[]> {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of ENDPOINTS.filter((one) => !served.has(one))) {
    const owner = contracts.partners.all.find(({ systems }) => systems.some((system) => system.endpoint === endpoint));
    const id = owner?.adapter ?? `${endpoint.toLowerCase()}-adapter`;
    groups.set(id, [...(groups.get(id) ?? []), endpoint]);
  }
  return groups;
}
