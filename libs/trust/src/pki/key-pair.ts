import { createPrivateKey, createPublicKey, webcrypto, type KeyObject } from 'node:crypto';

/** The curve of everything that the development CA makes. */
export const EC_P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export function newKeyPair(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(EC_P256, true, ['sign', 'verify']);
}

/** PKCS #8 in PEM. */
export async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  }) as string;
}

/** Both halves of a key in PEM, for signing certificates with it. */
export async function keyPairOf(pem: string): Promise<webcrypto.CryptoKeyPair> {
  const secret: KeyObject = createPrivateKey(pem);
  const der = {
    pkcs8: secret.export({ format: 'der', type: 'pkcs8' }),
    spki: createPublicKey(secret).export({ format: 'der', type: 'spki' }),
  };
  const privateKey = await webcrypto.subtle.importKey('pkcs8', new Uint8Array(der.pkcs8), EC_P256, true, ['sign']);
  const publicKey = await webcrypto.subtle.importKey('spki', new Uint8Array(der.spki), EC_P256, true, ['verify']);
  return { privateKey, publicKey };
}
