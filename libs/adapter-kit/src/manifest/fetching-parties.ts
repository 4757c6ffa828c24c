import type { Partners } from '#lib/contracts';
import type { Party } from '#lib/domain';
import { fetches } from './fetches.js';
import { findAdapterIds, readManifest } from './find-manifests.js';

/** Who fetches its deliveries, by the manifests on disk. */
export function fetchingParties(partners: Partners): readonly Party[] {
  const manifests = findAdapterIds().map((id) => readManifest(id));
  return partners.all
    .flatMap(({ systems }) => systems.map(({ endpoint, unit }) => ({ endpoint, unit })))
    .filter((party) => manifests.some((manifest) => fetches(manifest, party)));
}
