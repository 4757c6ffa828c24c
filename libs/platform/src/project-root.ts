import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the checkout or release: where package.json and schemas/ lie. The same from source and from dist/. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  for (;;) {
    if (isProject(folder)) return folder;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('Finding the project folder: no package.json named schakel above the code.');
    folder = parent;
  }
}

function isProject(folder: string): boolean {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return false;
  const content = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown };
  return content.name === 'schakel';
}
