import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The files below `schemas/`: path with forward slashes, e.g. `avro/types/person.avsc` → text. */
export type SchemaFolder = ReadonlyMap<string, string>;

/** Reads everything below `<root>/schemas` that contracts are made of. Rule files belong to the exchange rules. */
export function readSchemaFolder(root: string): SchemaFolder {
  const base = join(root, 'schemas');
  const files = new Map<string, string>();
  for (const entry of entriesOf(base)) {
    const path = join(entry.parentPath, entry.name)
      .slice(base.length + 1)
      .split(sep)
      .join('/');
    if (!entry.isFile() || path.startsWith('rules/') || !/\.(json|avsc)$/.test(path)) continue;
    files.set(path, readFileSync(join(base, path), 'utf8'));
  }
  return files;
}

function entriesOf(base: string) {
  try {
    return readdirSync(base, { recursive: true, withFileTypes: true });
  } catch (cause) {
    throw new Error(`Reading the schemas: ${base} can't be read; give the project root that holds schemas/.`, {
      cause,
    });
  }
}

/** Parses one file of the folder; throws with its path when it is missing or no JSON. */
export function jsonIn(folder: SchemaFolder, path: string): unknown {
  const text = folder.get(path);
  if (text === undefined) throw new Error(`Reading the schemas: schemas/${path} is missing.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`Reading the schemas: schemas/${path} is no JSON.`, { cause });
  }
}
