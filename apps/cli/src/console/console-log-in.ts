import { DeviceLogIn } from '#lib/trust';
import type { ConsolePlace } from './console-place.js';

const DEADLINE_MS = 10_000;

export interface LogInPlace {
  readonly issuer: string;
  readonly audience: string;
}

/** Whose tokens this console takes: it says so itself (RFC 9728). @throws with what to do when it does not answer */
export async function logInPlace({ url, fetch }: ConsolePlace): Promise<LogInPlace> {
  const address = `${url}/.well-known/oauth-protected-resource`;
  const found = await fetch(address, { signal: AbortSignal.timeout(DEADLINE_MS) }).then(
    async (response) => (await response.json().catch(() => ({}))) as Record<string, unknown>,
    (cause: unknown) => {
      throw new Error(`The console does not answer at ${url}. Does it run? \`schakel up\` starts it.`, { cause });
    },
  );
  const [issuer] = Array.isArray(found['authorization_servers']) ? (found['authorization_servers'] as unknown[]) : [];
  const { resource } = found;
  if (typeof issuer === 'string' && typeof resource === 'string') return { issuer, audience: resource };
  throw new Error(`What answers at ${url} is no console of this release.`);
}

/** SCHAKEL_CONSOLE_CLIENT_ID: how an identity provider of the organisation knows the command line. */
export function deviceLogIn({ issuer, audience }: LogInPlace, fetch: ConsolePlace['fetch']): DeviceLogIn {
  const clientId = process.env['SCHAKEL_CONSOLE_CLIENT_ID']?.trim() || 'schakel-cli';
  return new DeviceLogIn({ issuer, audience, clientId, scope: 'openid console', fetch });
}
