import { rmSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { readIfThere, writeSecretFile, type OperatorGrant } from '#lib/trust';
import { stateFolder } from '../hub/state-folder.js';

/** A log-in as it lies on disk, readable by its owner alone. */
export interface ConsoleSession {
  /** For which console; a token goes to no other. */
  readonly console: string;
  readonly issuer: string;
  readonly audience: string;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** SCHAKEL_SESSION names another file, for whoever works under two names (a script, a test). */
function file(): string {
  const named = process.env['SCHAKEL_SESSION']?.trim() ?? '';
  if (named === '') return join(stateFolder(), 'operator-session.json');
  return isAbsolute(named) ? named : resolve(named);
}

/** null when nobody is logged in. */
export function readSession(): ConsoleSession | null {
  const text = readIfThere(file());
  try {
    return text === null ? null : (JSON.parse(text) as ConsoleSession);
  } catch {
    return null;
  }
}

export function writeSession(session: ConsoleSession): void {
  writeSecretFile(file(), `${JSON.stringify(session, null, 2)}\n`);
}

export function removeSession(): void {
  rmSync(file(), { force: true });
}

/** `now`: milliseconds since 1970. */
export function sessionOf(
  place: Pick<ConsoleSession, 'console' | 'issuer' | 'audience'>,
  { accessToken, refreshToken, expiresInS }: OperatorGrant,
  now: number,
): ConsoleSession {
  const { console, issuer, audience } = place;
  return { console, issuer, audience, accessToken, refreshToken, endsAt: now + expiresInS * 1000 };
}
