import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeSecretFile } from '#lib/trust';

/** Private signing key as JWK (RFC 7517), with its id. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
  readonly kty?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly d?: string;
}

/** Keys of their own: a token of the one is nothing to those who take the other's. */
export type KeysOf = 'machines' | 'people';

const FILES: Readonly<Record<KeysOf, string>> = {
  machines: 'signing-keys.json',
  people: 'people-signing-keys.json',
};

/**
 * The keys of this identity server, newest first: the first signs, the others are published until the tokens that they signed have ended. Made
 * at the first start. A new key is put before the others by `rotateSigningKey`.
 */
export function signingKeys(secretsFolder: string, of: KeysOf = 'machines'): readonly SigningKey[] {
  const text = readIfThere(fileIn(secretsFolder, of));
  if (text === null) return rotateSigningKey(secretsFolder, of);
  try {
    return (JSON.parse(text) as { readonly keys: readonly SigningKey[] }).keys;
  } catch {
    // Without its cause: the parser quotes what it read.
    throw new Error(
      `Reading identity/${FILES[of]}: it is not usable. Take it away and start again; present tokens end with it.`,
    );
  }
}

/** Puts a new key before the present ones, of which the newest stays. Counts from the next start of the identity server on. */
export function rotateSigningKey(secretsFolder: string, of: KeysOf = 'machines'): readonly SigningKey[] {
  const before = readIfThere(fileIn(secretsFolder, of)) === null ? [] : signingKeys(secretsFolder, of);
  const keys = [newKey(), ...before.slice(0, 1)];
  writeSecretFile(fileIn(secretsFolder, of), `${JSON.stringify({ keys }, null, 2)}\n`);
  return keys;
}

function newKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { ...privateKey.export({ format: 'jwk' }), kid: x.slice(0, 16), alg: 'ES256', use: 'sig' };
}

function fileIn(secretsFolder: string, of: KeysOf): string {
  return join(secretsFolder, 'identity', FILES[of]);
}
