import { errors } from 'jose';

/** A fault of the token itself, or of who made it; an unknown key is one, a key set that can't be fetched or read is not. */
export function isOfToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return !(
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === 'ERR_JOSE_GENERIC'
  );
}
