import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.js';

let known: string | null = null;

/** Version of this release, from `package.json`; read once. */
export function releaseVersion(): string {
  known ??= (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }).version;
  return known;
}
