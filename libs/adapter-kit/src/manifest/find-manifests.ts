import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#lib/platform';
import type { AdapterManifest } from './adapter-manifest.js';
import { parseManifest } from './parse-manifest.js';

export const MANIFEST_FILE = 'adapter.manifest.json';

/** Ids of all adapters on disk (`apps/<id>/adapter.manifest.json`), drafts and replaced ones too, sorted. */
export function findAdapterFolders(root: string = projectRoot()): readonly string[] {
  const apps = join(root, 'apps');
  return readdirSync(apps)
    .filter((name) => existsSync(join(apps, name, MANIFEST_FILE)))
    .sort();
}

/** Ids of the adapters in service, sorted: no list of them is kept anywhere. A draft is not, nor is one that another has replaced. */
export function findAdapterIds(root: string = projectRoot()): readonly string[] {
  const standing = findAdapterFolders(root).map((id) => ({ id, ...standingOf(id, root) }));
  const working = standing.filter(({ status }) => status !== 'draft');
  return working.filter(({ id }) => !working.some(({ replaces }) => replaces === id)).map(({ id }) => id);
}

/** Read without the form being checked: a manifest with a fault must be met where it is used, not be passed over. */
function standingOf(id: string, root: string): { readonly status?: unknown; readonly replaces?: unknown } {
  try {
    return JSON.parse(readFileSync(join(root, 'apps', id, MANIFEST_FILE), 'utf8')) as object;
  } catch {
    return {};
  }
}

/** @throws with every fault of the manifest's form. */
export function readManifest(id: string, root: string = projectRoot()): AdapterManifest {
  const file = join(root, 'apps', id, MANIFEST_FILE);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`Reading apps/${id}/${MANIFEST_FILE}: it is missing or is not JSON.`, { cause });
  }
  const parsed = parseManifest(id, json);
  if (!parsed.ok) throw new Error(`Reading apps/${id}/${MANIFEST_FILE}: ${parsed.errors.join('; ')}.`);
  return parsed.manifest;
}
