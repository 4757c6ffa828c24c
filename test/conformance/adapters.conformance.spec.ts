import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import {
  AdapterModule,
  endpointsWithoutAdapter,
  findAdapterIds,
  genericDefinition,
  loadAdapterModule,
  readManifest,
} from '#lib/adapter-kit';
import { loadHubContracts } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { describeAdapterConformance } from '../../libs/adapter-kit/src/conformance/describe-adapter-conformance.features.js';

const root = projectRoot();
const ids = findAdapterIds(root);
const json = (...path: string[]): object => JSON.parse(readFileSync(join(root, ...path), 'utf8')) as object;

describe('the adapters on disk', () => {
  const fits = new Ajv({ strict: false, allErrors: true }).compile(
    json('libs/adapter-kit/adapter.manifest.schema.json'),
  );

  it.each(ids)('%s has a manifest of the published form', (id) => {
    expect([fits(json('apps', id, 'adapter.manifest.json')), fits.errors]).toEqual([true, null]);
    expect(readManifest(id, root).id).toBe(id);
  });

  it.each(ids)('%s has a page of its own and an entry of at most ten lines', (id) => {
    const { docs } = readManifest(id, root);
    expect(readFileSync(join(root, 'apps', id, docs), 'utf8')).toContain(`# ${id}`);
    expect(readFileSync(join(root, 'apps', id, 'src', 'main.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(10);
  });

  it('serve every endpoint once', () => {
    const served = ids.flatMap((id) => readManifest(id, root).endpoints.map(({ endpoint }) => endpoint));
    expect(new Set(served).size).toBe(served.length);
  });
});

for (const id of ids) describeAdapterConformance(id, () => loadAdapterModule(id));

// The endpoints that have no adapter of their own yet get the same service from a generic one.
const contracts = loadHubContracts(root);
const served = new Set(ids.flatMap((id) => readManifest(id, root).endpoints.map(({ endpoint }) => endpoint)));
for (const [id, endpoints] of endpointsWithoutAdapter(contracts, served)) {
  describeAdapterConformance(`${id} (generic)`, () => {
    const { definition, manifest } = genericDefinition(contracts, id, endpoints);
    return Promise.resolve(AdapterModule.of(definition, () => manifest));
  });
}
