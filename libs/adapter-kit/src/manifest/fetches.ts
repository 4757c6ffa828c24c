import type { Recipient } from '#lib/persistence';
import type { AdapterManifest, ManifestEndpoint } from './adapter-manifest.js';

type Endpoints = Pick<AdapterManifest, 'endpoints'>;

/** Whether this recipient fetches its deliveries itself (pull), by the manifest: its unit's own way, else its endpoint's. */
export function fetches({ endpoints }: Endpoints, { endpoint, unit }: Recipient): boolean {
  const stated = endpoints.find((one) => one.endpoint === endpoint);
  return (stated?.unitTransports?.[unit ?? ''] ?? stated?.transport) === 'pull';
}

/** Whether anybody at this door does. */
export function anyFetches({ endpoints }: Endpoints): boolean {
  return endpoints.some((one) => waysOf(one).has('pull'));
}

/** Every way in which an endpoint, or some unit of it, gets its deliveries. */
export function waysOf({
  transport,
  unitTransports = {},
}: ManifestEndpoint): ReadonlySet<ManifestEndpoint['transport']> {
  return new Set([transport, ...Object.values(unitTransports)]);
}
