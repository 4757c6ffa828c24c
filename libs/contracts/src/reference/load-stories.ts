import { jsonIn, type SchemaFolder } from '../schema-folder.js';
import type { Story } from './story.js';

/** Stories in the order of their names. */
export function loadStories(folder: SchemaFolder): readonly Story[] {
  const paths = [...folder.keys()].filter((path) => /^stories\/[A-Za-z0-9-]+\.json$/.test(path)).sort();
  return paths.map((path) => jsonIn(folder, path) as Story);
}
