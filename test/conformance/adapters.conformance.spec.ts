import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { Ajv } from 'ajv';
import { AdapterModule, findAdapterIds, genericDefinition, loadAdapterModule, readManifest } from '#lib/adapter-kit';
import { loadHubContracts } from '#lib/contracts';
import { ENDPOINTS } from '#lib/domain';
import { projectRoot } from '#lib/platform';
import { describeAdapterConformance } from '../../libs/adapter-kit/src/conformance/describe-adapter-conformance.features.js';

// Every message of an adapter in one test, on a machine that may be busy with others.
jest.setTimeout(60_000);

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

  it('serve every endpoint of the exchange rules, each once', () => {
    const served = ids.flatMap((id) => readManifest(id, root).endpoints.map(({ endpoint }) => endpoint));
    expect(served.sort()).toEqual([...ENDPOINTS].sort());
  });

  it.each(ids)('%s says in words what the agency sends and gets, and on which legal basis', (id) => {
    const page = readFileSync(join(root, 'apps', id, 'README.md'), 'utf8');
    expect(page).toMatch(/^Legal basis: .+\(LB\d+\)/m);
    for (const { endpoint, sends, receives, controls } of readManifest(id, root).endpoints) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${endpoint} `));
      expect(row?.match(/\b[MH]\d+\b/g) ?? []).toEqual([...sends, ...receives, ...controls]);
    }
  });
});

for (const id of ids) describeAdapterConformance(id, () => loadAdapterModule(id));

// An endpoint that has no adapter of its own gets the same service from a generic one; today every endpoint has its own.
describeAdapterConformance('adapter that is generic', () => {
  const { definition, manifest } = genericDefinition(loadHubContracts(root), 'generic-adapter', ['GEM', 'MED']);
  return Promise.resolve(AdapterModule.of(definition, () => manifest));
});
