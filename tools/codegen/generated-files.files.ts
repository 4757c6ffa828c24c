import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const FOLDERS = ['schemas/avro', 'schemas/json/canonical', 'schemas/xml', 'libs/contracts/src/generated'];

/** Files on disk that a generator owns, by default that of the schemas: path below the root → text. */
export function readGenerated(root: string, folders: readonly string[] = FOLDERS): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const path of filesBelow(join(root, folder))) files.set(relative(root, path), readFileSync(path, 'utf8'));
  }
  return files;
}

export function writeGenerated(root: string, files: ReadonlyMap<string, string>, stale: readonly string[]): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of stale) rmSync(join(root, path));
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}
