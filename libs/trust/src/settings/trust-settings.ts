import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { HubConfig } from '#lib/platform';
import { ownFiles, type TlsFiles } from '../pki/pki-files.js';
import type { Issuer } from '../tokens/issuer.js';
import { runningIssuer } from './running-issuer.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Folders = Pick<HubConfig, 'stateFolder' | 'secretsFolder'>;

/** Whom the hub trusts and how it proves itself: files of the development PKI unless the environment names others. */
export interface TrustSettings {
  readonly doors: TlsFiles;
  /** What the hub shows when it calls an agency, and whom it trusts there. */
  readonly hubClient: Pick<TlsFiles, 'ca' | 'certificate' | 'key'>;
  /** Authority of the identity server's own certificate; a file. */
  readonly issuerCa: string;
  /** @throws with what to do when no identity server was named and none runs here */
  issuer(): Issuer;
}

const ISSUER = /^https:\/\/[^\s?#]+[^\s?#/]$/;

/** All paths are absolute, or relative to the state folder. */
export function trustSettings(env: Environment, { stateFolder, secretsFolder }: Folders): TrustSettings {
  const file = (variable: string, otherwise: string): string => {
    const named = env[variable]?.trim() ?? '';
    if (named === '') return otherwise;
    return isAbsolute(named) ? named : join(stateFolder, named);
  };
  const doors = ownFiles(secretsFolder, 'doors');
  const client = ownFiles(secretsFolder, 'hub-client');
  const ca = file('SCHAKEL_TLS_CA', doors.ca);
  return {
    doors: {
      ca,
      certificate: file('SCHAKEL_TLS_CERT', doors.certificate),
      key: file('SCHAKEL_TLS_KEY', doors.key),
      crl: file('SCHAKEL_TLS_CRL', doors.crl),
    },
    hubClient: {
      ca: file('SCHAKEL_PUSH_CA', ca),
      certificate: file('SCHAKEL_PUSH_CERT', client.certificate),
      key: file('SCHAKEL_PUSH_KEY', client.key),
    },
    issuerCa: file('SCHAKEL_ISSUER_CA', ca),
    issuer: () => {
      const url = env['SCHAKEL_ISSUER']?.trim() || runningIssuer(stateFolder);
      if (url === null || !ISSUER.test(url))
        throw new Error(
          'Finding the identity server: SCHAKEL_ISSUER is missing or no https address (without a slash at its end). `npm start` brings an identity server of its own.',
        );
      return { url, jwksUri: env['SCHAKEL_ISSUER_JWKS']?.trim() || `${url}/jwks` };
    },
  };
}

/** Certificate, key and trust of a client, read. @throws with the file's name when one is missing */
export function readClientTls(files: Pick<TlsFiles, 'ca' | 'certificate' | 'key'>): {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
} {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch (cause) {
      throw new Error(
        `Reading a certificate or key: ${path} can't be read. \`npm start\` makes those of development.`,
        {
          cause,
        },
      );
    }
  };
  return { ca: read(files.ca), cert: read(files.certificate), key: read(files.key) };
}
