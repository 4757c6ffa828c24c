import type { Contracts } from '#lib/contracts';
import { systemClock, type HubConfig, type Logger, type Shutdown } from '#lib/platform';
import {
  doorTlsFromFiles,
  followSuspended,
  FollowedFiles,
  readTlsFiles,
  revokedSerialNumbers,
  tlsFetch,
  TokenVerifier,
  trustSettings,
} from '#lib/trust';
import { readFileSync } from 'node:fs';
import { MutualTlsAuthenticator } from '../inbound/mutual-tls-authenticator.js';
import type { AdapterRuntime } from './adapter-runtime.js';

/** With what the doors of this process listen, and how they know who calls. @throws with what to do when a file or the issuer is missing */
export function doorTrust(
  config: HubConfig,
  contracts: Contracts,
  logger: Logger,
  shutdown: Shutdown,
): Pick<AdapterRuntime, 'issuer' | 'tls' | 'authenticator'> {
  const settings = trustSettings(process.env, config);
  const { doors } = settings;
  const fetch = tlsFetch({ ca: readFileSync(settings.issuerCa, 'utf8') });
  shutdown.add('identity server', () => fetch.close());
  const monotonic = (): number => systemClock.monotonic();
  const revoked = new FollowedFiles([doors.crl], () => revokedSerialNumbers(readTlsFiles(doors).crl), monotonic);
  const issuer = settings.issuer();
  return {
    issuer: issuer.url,
    tls: doorTlsFromFiles(doors, (error) => logger.error('Taking new certificates failed.', { error })),
    authenticator: new MutualTlsAuthenticator({
      contracts,
      tokens: TokenVerifier.remote(issuer, fetch, () => systemClock.now()),
      isRevoked: (serialNumber) => revoked.value().has(serialNumber),
      isSuspended: followSuspended(config.secretsFolder, monotonic),
      clock: systemClock,
    }),
  };
}
