import { extname } from 'node:path';
import type { AdapterDefinition } from '../definition/adapter-definition.js';

const APPS = new URL('../../../../apps/', import.meta.url);
const EXTENSION = extname(new URL(import.meta.url).pathname);

/** What `apps/<id>/src/<id>.definition` exports: the agency's formats, without starting anything. Found on disk, so that no app is named here. */
export async function loadAdapterDefinition(id: string): Promise<AdapterDefinition> {
  const file = new URL(`${id}/src/${id}.definition${EXTENSION}`, APPS);
  const exported = Object.values((await import(file.href)) as Record<string, unknown>);
  const definition = exported.find((one): one is AdapterDefinition => (one as { id?: unknown } | null)?.id === id);
  if (definition === undefined) {
    throw new Error(`Loading apps/${id}/src/${id}.definition: expected an export whose id is ${id}.`);
  }
  return definition;
}
