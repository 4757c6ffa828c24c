import { createPrivateKey, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { clientFiles } from '../pki/pki-files.js';
import { readIfThere, writeSecretFile } from '../pki/secret-file.js';
import { FollowedFiles } from '../tls/followed-files.js';
import type { RegisteredClient } from './registered-client.js';

/** What registering needs to know of an organisation. */
export type ClientEntry = Omit<RegisteredClient, 'keys'> & { /** In the partner list. */ readonly id: string };

function fileIn(secretsFolder: string): string {
  return join(secretsFolder, 'identity', 'clients.json');
}

/** Every client that may ask for tokens. Holds public keys only. @throws with what to do when the file is missing or unusable */
export function readClients(secretsFolder: string): ReadonlyMap<string, RegisteredClient> {
  const text = readIfThere(fileIn(secretsFolder));
  if (text === null) throw new Error('Reading the clients: identity/clients.json is missing. `npm start` makes it.');
  try {
    return new Map((JSON.parse(text) as RegisteredClient[]).map((client) => [client.oin, client]));
  } catch {
    throw new Error(
      'Reading the clients: identity/clients.json is no list of clients. Mend it; until then nobody gets a token.',
    );
  }
}

/** The same, following the file while the process runs. */
export function followClients(
  secretsFolder: string,
  monotonic: () => number,
): (oin: string) => RegisteredClient | null {
  const file = fileIn(secretsFolder);
  const clients = new FollowedFiles([file], () => readClients(secretsFolder), monotonic);
  return (oin) => clients.value().get(oin) ?? null;
}

/**
 * Registers organisations with the keys that development made for them. One that an operator gave a key of its own is left as it is: that is
 * how a real agency takes the place of its stand-in.
 */
export function registerClients(secretsFolder: string, entries: readonly ClientEntry[]): void {
  const known =
    readIfThere(fileIn(secretsFolder)) === null ? new Map<string, RegisteredClient>() : readClients(secretsFolder);
  const clients = entries.map(({ id, ...entry }): RegisteredClient => {
    const key = publicKeyOf(clientFiles(secretsFolder, id).assertionKey);
    const before = known.get(entry.oin);
    const foreign = before?.keys.some(({ x, n }) => (x ?? n) !== key.x) ?? false;
    return before !== undefined && foreign ? before : { ...entry, keys: [key] };
  });
  const text = `${JSON.stringify(clients, null, 2)}\n`;
  if (text !== readIfThere(fileIn(secretsFolder))) writeSecretFile(fileIn(secretsFolder), text);
}

function publicKeyOf(path: string): JWK {
  const pem = readIfThere(path);
  if (pem === null) throw new Error(`Registering a client: its key ${path} is missing.`);
  const jwk = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' });
  return { ...(jwk as JWK), use: 'sig', alg: 'ES256' };
}
