import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#lib/platform';

/** A check that an adapter may fail for now, and why. */
export interface Waiver {
  /** Folder name of the adapter. */
  readonly adapter: string;
  readonly check: string;
  /** A sentence; says what has to happen before it can go. */
  readonly reason: string;
}

export const WAIVERS_FILE = 'libs/adapter-kit/conformance-waivers.json';

/** The one table of all waivers. A waiver of a check that passes is stale, and fails. */
export function readWaivers(root: string = projectRoot()): readonly Waiver[] {
  return JSON.parse(readFileSync(join(root, WAIVERS_FILE), 'utf8')) as readonly Waiver[];
}
