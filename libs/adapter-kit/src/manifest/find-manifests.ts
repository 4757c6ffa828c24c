import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#lib/platform';
import type { AdapterManifest } from './adapter-manifest.js';
import { parseManifest } from './parse-manifest.js';

export const MANIFEST_FILE = 'adapter.manifest.json';

/** Ids of the adapters on disk (`apps/<id>/adapter.manifest.json`), sorted: no list of them is kept anywhere. */
export function findAdapterIds(root: string = projectRoot()): readonly string[] {
  const apps = join(root, 'apps');
  return readdirSync(apps)
    .filter((name) => existsSync(join(apps, name, MANIFEST_FILE)))
    .sort();
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
