import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { check as isFormatted } from 'prettier';
import { catalogueFaults, findAdapterFolders, readManifest, type AdapterManifest } from '#lib/adapter-kit';
import { loadHubContracts } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { adapterFiles } from './adapter-files.js';
import { readOrder, type AdapterWish } from './adapter-order.js';
import { makeAdapter } from './make-adapter.js';
import { withNestProject, withStartScript } from './registrations.js';

const root = projectRoot();
const contracts = loadHubContracts(root);
const folders = findAdapterFolders(root).map((id) => readManifest(id, root));
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const order = (wish: Partial<AdapterWish>) =>
  readOrder({ name: 'opvang', endpoints: [], replace: null, like: null, ...wish }, folders, ['coa-adapter']);

describe('the wish for an adapter', () => {
  it('to take another’s place means all its endpoints', () => {
    const read = order({ replace: 'dji' });
    expect(read).toMatchObject({ ok: true, order: { id: 'opvang-adapter', endpoints: ['DJI', 'DVO'] } });
  });

  it.each<[string, Partial<AdapterWish>, string]>([
    ['that serves nothing', {}, 'Name what it serves'],
    ['of an unknown endpoint', { endpoints: ['RVK'] }, 'one of the fifteen'],
    [
      'of an endpoint that is served',
      { endpoints: ['COA'] },
      'COA is served by coa-adapter: add --replace coa-adapter',
    ],
    ['in the place of nobody', { replace: 'nobody' }, 'There are: '],
    ['in the place of a part of another', { endpoints: ['DVO'], replace: 'dji-adapter' }, 'serves DJI too'],
    ['that is there already', { name: 'coa', replace: 'coa' }, 'apps/coa-adapter is there already'],
    ['with the words of one that has none', { replace: 'dji', like: 'ind' }, 'There is one at: coa-adapter'],
    ['with a name that leads elsewhere', { name: '../router', replace: 'coa' }, 'lower-case letters'],
    ['with a name in capitals', { name: 'Opvang', replace: 'coa' }, 'lower-case letters'],
  ])('%s is refused, with what to do', (_what, wish, said) => {
    const read = order(wish);
    expect(read.ok ? [] : read.errors.join(' ')).toContain(said);
  });

  it('begins with the words of the one it replaces, of another, or with none', () => {
    const likes = [{}, { like: 'none' }, { like: 'coa', replace: 'dji' }].map((wish) =>
      order({ replace: 'coa', ...wish }),
    );
    expect(likes.map((read) => read.ok && read.order.like)).toEqual(['coa-adapter', null, 'coa-adapter']);
  });

  it('may be for an endpoint that nobody serves', () => {
    const without = folders.filter(({ id }) => id !== 'vwn-adapter');
    const read = readOrder({ name: 'vwn', endpoints: ['VWN'], replace: null, like: null }, without, []);
    expect(read).toEqual({ ok: true, order: { id: 'vwn-adapter', endpoints: ['VWN'], replaces: null, like: null } });
  });
});

describe('the files of a new adapter', () => {
  const read = order({ replace: 'municipalities-adapter' });
  const files = read.ok ? adapterFiles(read.order, contracts, new Map()) : new Map<string, string>();

  it('are written as the project writes them', async () => {
    const options = JSON.parse(text('.prettierrc.json')) as object;
    const all = new Map([
      ...files,
      ['nest-cli.json', withNestProject(text('nest-cli.json'), 'opvang-adapter')],
      ['package.json', withStartScript(text('package.json'), 'opvang-adapter')],
    ]);
    for (const [path, one] of all)
      expect([path, await isFormatted(one, { ...options, filepath: path })]).toEqual([path, true]);
    expect(all.size).toBe(9);
  });

  it('declare what the catalogue and the rules give its endpoints', () => {
    const manifest = JSON.parse(files.get('adapter.manifest.json') ?? '') as AdapterManifest;
    expect(catalogueFaults(contracts, manifest)).toEqual([]);
    expect(manifest).toMatchObject({
      status: 'draft',
      replaces: 'municipalities-adapter',
      endpoints: [{ unit: 'municipality' }],
    });
  });

  it('name what only the agency knows, and no place else', () => {
    const open = [...files].filter(([, one]) => one.includes('FILL IN')).map(([path]) => path);
    expect(open).toEqual(['adapter.manifest.json', 'README.md']);
  });

  it('are entered among the apps in their order', () => {
    const { projects } = JSON.parse(withNestProject(text('nest-cli.json'), 'opvang-adapter')) as { projects: object };
    const names = Object.keys(projects);
    expect(names.slice(0, names.indexOf('adapter-kit'))).toEqual(
      [...names.slice(0, names.indexOf('adapter-kit'))].sort(),
    );
    expect(
      withStartScript(withStartScript(text('package.json'), 'opvang-adapter'), 'opvang-adapter').match(
        /start:opvang-adapter/g,
      ),
    ).toHaveLength(1);
  });

  it('bring along the vocabulary that it begins with, under its own name', () => {
    const begun = order({ replace: 'coa' });
    const vocabulary = new Map(
      ['format.json', 'fields.json'].map((name) => [name, text(`apps/coa-adapter/vocabulary/${name}`)]),
    );
    const all = begun.ok ? adapterFiles(begun.order, contracts, vocabulary) : new Map<string, string>();
    expect(JSON.parse(all.get('vocabulary/format.json') ?? '')).toMatchObject({ name: 'opvang-json', language: 'nl' });
    expect(all.get('vocabulary/fields.json')).toBe(vocabulary.get('fields.json'));
    expect(all.get('adapter.manifest.json')).toContain('"format": "opvang-json"');
    expect(all.get('src/opvang-adapter.definition.ts')).toContain(`translatedJson(readDialect('opvang-adapter'))`);
  });

  it('are not written by a dry run, nor when the wish is refused', () => {
    const { files: paths } = makeAdapter({ name: 'opvang', endpoints: [], replace: 'coa', like: null }, root, true);
    expect(paths).toContain('apps/opvang-adapter/adapter.manifest.json');
    expect(existsSync(join(root, 'apps/opvang-adapter'))).toBe(false);
    expect(() => makeAdapter({ name: 'opvang', endpoints: ['COA'], replace: null, like: null }, root, false)).toThrow(
      '--replace',
    );
    expect(existsSync(join(root, 'apps/opvang-adapter'))).toBe(false);
  });
});
