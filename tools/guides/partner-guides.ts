import { join } from 'node:path';
import { findAdapterIds, loadAdapterDefinition, loadConformanceKit, readManifest } from '#lib/adapter-kit';
import { loadHubContracts } from '#lib/contracts';
import { LANGUAGES, loadRuleSet } from '#lib/exchange-rules';
import { partnerGuide } from './partner-guide.js';
import type { GuideWorld } from './guide-world.js';

export const GUIDES_FOLDER = 'docs/partners';
/** The rules that a new hub activates. */
const RULE_SET = '2026-11-01';

/** The guides of all adapters in service: path below the project → text. */
export async function partnerGuides(root: string): Promise<ReadonlyMap<string, string>> {
  const contracts = loadHubContracts(root);
  const rules = loadRuleSet(join(root, 'schemas', 'rules', RULE_SET), contracts.catalogue);
  const samples = await loadConformanceKit();
  const files = new Map<string, string>();
  for (const id of findAdapterIds(root)) {
    const definition = await loadAdapterDefinition(id);
    const formats = new Map<string, (typeof definition.endpoints)[number]['format']>(
      definition.endpoints.map(({ endpoint, format }) => [endpoint, format]),
    );
    const world: GuideWorld = {
      ...{ contracts, rules, samples, definition, manifest: readManifest(id, root) },
      formatOf: (endpoint) => formats.get(endpoint)!,
    };
    for (const language of LANGUAGES)
      files.set(`${GUIDES_FOLDER}/${id.replace(/-adapter$/, '')}.${language}.md`, partnerGuide(world, language));
  }
  return files;
}
