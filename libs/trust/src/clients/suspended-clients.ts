import { join } from 'node:path';
import { readIfThere, writeSecretFile } from '../pki/secret-file.js';
import { FollowedFiles } from '../tls/followed-files.js';

const FILE = 'suspended-clients.json';

/** Doors and identity server look at the list so often, ms; that is how soon a suspension counts, on open connections too. */
export const SUSPENSION_COUNTS_WITHIN_MS = 1_000;

/** The list of suspended clients as it lies in the secrets folder: OIN → when. @throws when the file is there and can't be understood */
export function readSuspended(secretsFolder: string): ReadonlyMap<string, string> {
  const text = readIfThere(join(secretsFolder, FILE));
  if (text === null) return new Map();
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return new Map(entries.map(([oin, since]) => [oin, String(since)]));
  } catch {
    throw new Error(`Reading ${FILE}: it is no JSON object of OIN and time. Until it is mended nobody is let in.`);
  }
}

/** Adds a client to the list or takes it off. `since`: RFC 3339; null = let it in again. */
export function writeSuspension(secretsFolder: string, oin: string, since: string | null): void {
  const { [oin]: _, ...others } = Object.fromEntries(readSuspended(secretsFolder));
  const list = since === null ? others : { ...others, [oin]: since };
  writeSecretFile(join(secretsFolder, FILE), `${JSON.stringify(list, null, 2)}\n`);
}

/** Is this client suspended? Follows the list while the process runs. */
export function followSuspended(secretsFolder: string, monotonic: () => number): (oin: string) => boolean {
  const paths = [join(secretsFolder, FILE)];
  const list = new FollowedFiles(paths, () => readSuspended(secretsFolder), monotonic, SUSPENSION_COUNTS_WITHIN_MS);
  return (oin) => list.value().has(oin);
}
