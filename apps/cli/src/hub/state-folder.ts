import { isAbsolute, join } from 'node:path';
import { projectRoot } from '#lib/platform';

/** Where state, secrets and logs of the hub on this machine lie. */
export function stateFolder(): string {
  const named = process.env['SCHAKEL_STATE'] ?? '.schakel';
  return isAbsolute(named) ? named : join(projectRoot(), named);
}
