import type { Adapter } from '../definition/adapter.js';
import type { Direction, PublishedFile } from '../definition/agency-format.js';

/** The contracts that this adapter's formats publish beside the documents of the door; each once. */
export function publishedFiles(adapter: Adapter, direction?: Direction): readonly PublishedFile[] {
  const formats = new Set(adapter.definition.endpoints.map(({ format }) => format));
  return [...formats]
    .flatMap((format) => format.publishedFiles?.() ?? [])
    .filter((file) => direction === undefined || file.direction === direction);
}

/** Where the door serves it; beside `/openapi.json`, not below the version of the interface. */
export function addressOf({ name }: PublishedFile): string {
  return `/schemas/${name}`;
}
