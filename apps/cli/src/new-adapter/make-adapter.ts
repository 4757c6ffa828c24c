import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findAdapterFolders, readManifest } from '#lib/adapter-kit';
import { loadHubContracts } from '#lib/contracts';
import { adapterFiles } from './adapter-files.js';
import { readOrder, type AdapterOrder, type AdapterWish } from './adapter-order.js';
import { withNestProject, withStartScript } from './registrations.js';

export interface MadeAdapter {
  readonly order: AdapterOrder;
  /** Paths below the project, those that are new first. */
  readonly files: readonly string[];
}

/**
 * Makes the folder and enters it where apps are listed; with `dryRun` only says what it would do.
 * @throws with every reason why it can't be made; nothing has been written then
 */
export function makeAdapter(wish: AdapterWish, root: string, dryRun: boolean): MadeAdapter {
  const folders = findAdapterFolders(root);
  const translated = folders.filter((id) => existsSync(join(root, 'apps', id, 'vocabulary', 'format.json')));
  const read = readOrder(
    wish,
    folders.map((id) => readManifest(id, root)),
    translated,
  );
  if (!read.ok) throw new Error(read.errors.join('\n  '));
  const { order } = read;
  const text = (path: string): string => readFileSync(join(root, path), 'utf8');
  const files = new Map(
    [...adapterFiles(order, loadHubContracts(root), vocabularyOf(order, root))].map(([path, one]) => [
      `apps/${order.id}/${path}`,
      one,
    ]),
  );
  files.set('nest-cli.json', withNestProject(text('nest-cli.json'), order.id));
  files.set('package.json', withStartScript(text('package.json'), order.id));
  if (!dryRun) {
    for (const [path, one] of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), one);
    }
  }
  return { order, files: [...files.keys()] };
}

function vocabularyOf({ like }: AdapterOrder, root: string): ReadonlyMap<string, string> {
  if (like === null) return new Map();
  const folder = join(root, 'apps', like, 'vocabulary');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
