import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  const read = readOrder(
    wish,
    findAdapterFolders(root).map((id) => readManifest(id, root)),
  );
  if (!read.ok) throw new Error(read.errors.join('\n  '));
  const { order } = read;
  const text = (path: string): string => readFileSync(join(root, path), 'utf8');
  const files = new Map(
    [...adapterFiles(order, loadHubContracts(root))].map(([path, one]) => [`apps/${order.id}/${path}`, one]),
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
