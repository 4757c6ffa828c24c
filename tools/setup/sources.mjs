import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { at, root } from './project.mjs';

/** Folders whose TypeScript is built. */
const FOLDERS = ['apps', 'libs', 'test', 'tools'];
const SETTINGS = ['tsconfig.base.json', 'tsconfig.build.json', 'package-lock.json'];

/** Every file that the build depends on, as path -> modification time and size. */
export function sourceMarks() {
  const files = [...FOLDERS.flatMap((folder) => filesBelow(at(folder), isSource)), ...SETTINGS.map((name) => at(name))];
  return Object.fromEntries(
    files.map((file) => {
      const { mtimeMs, size } = statSync(file);
      return [relative(root, file), `${mtimeMs}:${size}`];
    }),
  );
}

/** All files below a folder that `accept` takes, by name; dist/, node_modules/ and hidden folders are passed over. */
export function filesBelow(folder, accept) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: false })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...filesBelow(path, accept));
    else if (accept(entry.name)) found.push(path);
  }
  return found;
}

function isSource(name) {
  return name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.endsWith('.features.ts');
}
