import { isAbsolute, join } from 'node:path';
import type { HubConfig } from '#lib/platform';
import { ownFiles } from '../pki/pki-files.js';
import { runningIssuer } from '../settings/running-issuer.js';
import type { Issuer } from '../tokens/issuer.js';
import { CONSOLE_AUDIENCE } from './console-audience.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whose tokens the console takes, and how it reads them. */
export interface ConsoleTrust {
  readonly issuer: Issuer;
  /** Authority of the identity provider's own certificate; a file. */
  readonly issuerCa: string;
  readonly audience: string;
  /** Where a token says the roles: a claim, or a way to it (`realm_access.roles`). */
  readonly rolesClaim: string;
  /** `typ` in the header of its access tokens: `at+jwt` (RFC 9068); some providers write `JWT`. */
  readonly tokenType: string;
}

/** Below the machines' issuer, with pages, clients and keys of its own: a token of the one is nothing to the other. */
export const OPERATORS_PATH = '/operators';

const ADDRESS = /^https:\/\/[^\s?#]+[^\s?#/]$/;

/** The development identity server of this machine, unless the environment names an identity provider. @throws with what to set */
export function consoleTrust(
  env: Environment,
  { stateFolder, secretsFolder }: Pick<HubConfig, 'stateFolder' | 'secretsFolder'>,
): ConsoleTrust {
  const value = (variable: string, otherwise: string): string => env[variable]?.trim() || otherwise;
  const running = runningIssuer(stateFolder);
  const url = value('SCHAKEL_CONSOLE_ISSUER', running === null ? '' : `${running}${OPERATORS_PATH}`);
  if (!ADDRESS.test(url))
    throw new Error(
      'Finding the identity provider of operators: SCHAKEL_CONSOLE_ISSUER is missing or no https address (without a slash at its end). `npm start` brings an identity server of its own.',
    );
  const ca = value('SCHAKEL_CONSOLE_ISSUER_CA', ownFiles(secretsFolder, 'console').ca);
  return {
    issuer: { url, jwksUri: value('SCHAKEL_CONSOLE_ISSUER_JWKS', `${url}/jwks`) },
    issuerCa: isAbsolute(ca) ? ca : join(stateFolder, ca),
    audience: value('SCHAKEL_CONSOLE_AUDIENCE', CONSOLE_AUDIENCE),
    rolesClaim: value('SCHAKEL_CONSOLE_ROLES_CLAIM', 'roles'),
    tokenType: value('SCHAKEL_CONSOLE_TOKEN_TYPE', 'at+jwt'),
  };
}
