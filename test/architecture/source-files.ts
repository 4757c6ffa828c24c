import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The project's own code: neither generated nor installed. */
export function sourceFiles(pattern = '{apps,libs,test,tools}/**/*.{ts,mjs}'): SourceFile[] {
  const skipped = /(^|\/)(node_modules|dist|generated)(\/|$)/;
  return globSync(pattern, { cwd: ROOT, exclude: (path) => skipped.test(path) })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(resolve(ROOT, path), 'utf8') }));
}

/** Names of the folders right under `parent`, e.g. the libs. */
export function folders(parent: string): string[] {
  return globSync(`${parent}/*/`, { cwd: ROOT })
    .map((path) => path.split(/[/\\]/)[1] ?? '')
    .sort();
}
