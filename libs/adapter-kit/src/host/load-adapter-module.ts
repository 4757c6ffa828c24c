import { extname } from 'node:path';
import type { Type } from '@nestjs/common';

/** This file lies at the same depth in the sources and in the build, so the apps are beside it in either, with its own extension. */
const APPS = new URL('../../../../apps/', import.meta.url);
const EXTENSION = extname(new URL(import.meta.url).pathname);

/** The Nest module of `apps/<id>/src/<id>.module`: its one export. Found on disk, so that no app is named here. */
export async function loadAdapterModule(id: string): Promise<Type> {
  const file = new URL(`${id}/src/${id}.module${EXTENSION}`, APPS);
  const exported = Object.values((await import(file.href)) as Record<string, unknown>);
  const [module] = exported;
  if (exported.length !== 1 || typeof module !== 'function') {
    throw new Error(`Loading apps/${id}/src/${id}.module: expected one exported class.`);
  }
  return module as Type;
}
