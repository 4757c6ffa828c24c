import { describe, expect, it, jest } from '@jest/globals';
import { AdapterModule, findAdapterIds, genericDefinition, loadAdapterModule, readManifest } from '#lib/adapter-kit';
import { loadHubContracts } from '#lib/contracts';
import { ENDPOINTS } from '#lib/domain';
import { projectRoot } from '#lib/platform';
import { describeAdapterConformance } from '../../libs/adapter-kit/src/conformance/describe-adapter-conformance.features.js';

// Every message of an adapter in one test, on a machine that may be busy with others.
jest.setTimeout(180_000);

const root = projectRoot();
const ids = findAdapterIds(root);

describe('the adapters on disk', () => {
  it('serve every endpoint of the exchange rules, each once', () => {
    const served = ids.flatMap((id) => readManifest(id, root).endpoints.map(({ endpoint }) => endpoint));
    expect(served.sort()).toEqual([...ENDPOINTS].sort());
  });
});

for (const id of ids) describeAdapterConformance(id, () => loadAdapterModule(id));

// An endpoint that has no adapter of its own gets the same service from a generic one; today every endpoint has its own.
describeAdapterConformance('adapter that is generic', () => {
  const { definition, manifest } = genericDefinition(loadHubContracts(root), 'generic-adapter', ['GEM', 'MED']);
  return Promise.resolve(AdapterModule.of(definition, () => manifest));
});
