import type { Endpoint } from '#lib/domain';
import { canonicalJson } from '../definition/canonical-json.format.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import { findAdapterIds } from '../manifest/find-manifests.js';
import { loadAdapterDefinition } from './load-adapter-definition.js';

/** How each endpoint speaks, by the adapters on disk; an endpoint without one gets the hub's own JSON, as its generic adapter speaks. */
export async function loadAgencyFormats(): Promise<(endpoint: Endpoint) => AgencyFormat> {
  const definitions = await Promise.all(findAdapterIds().map((id) => loadAdapterDefinition(id)));
  const formats = new Map(
    definitions.flatMap(({ endpoints }) => endpoints.map(({ endpoint, format }) => [endpoint, format])),
  );
  return (endpoint) => formats.get(endpoint) ?? canonicalJson;
}
