import type { Contracts } from '#lib/contracts';
import type { Logger } from '#lib/platform';
import { disagreements, type Adapter } from '../definition/adapter.js';
import type { AdapterDefinition } from '../definition/adapter-definition.js';
import type { AdapterManifest } from './adapter-manifest.js';
import { catalogueFaults } from './catalogue-faults.js';

/**
 * Manifest and code must agree, or the adapter does not start. A difference with the rules is only told: a new rule set must not silence an
 * agency whose manifest has still to be brought up to date; the conformance suite refuses it.
 *
 * @throws with every disagreement
 */
export function checkedAdapter(
  contracts: Contracts,
  logger: Logger,
  manifest: AdapterManifest,
  definition: AdapterDefinition,
): Adapter {
  const faults = disagreements(manifest, definition);
  if (faults.length > 0) throw new Error(`Checking the adapter ${definition.id}: ${faults.join('; ')}.`);
  const outdated = catalogueFaults(contracts, manifest);
  if (outdated.length > 0) {
    logger.warn('A manifest differs from the rules in force.', { adapter: manifest.id, names: outdated });
  }
  return { manifest, definition };
}
