import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#lib/platform';
import { AgencyWallet, trustSettings, type TrustSettings } from '#lib/trust';
import { stateFolder } from '../hub/state-folder.js';

/** Certificates, keys and tokens of the agencies of the hub on this machine. */
export function agencyWallet(): AgencyWallet {
  return new AgencyWallet(
    secretsFolder(),
    () => trust().issuer(),
    () => systemClock.now(),
  );
}

/** Whom to trust when a door of this machine is called, PEM. */
export function developmentAuthority(): string {
  return readFileSync(trust().doors.ca, 'utf8');
}

export function secretsFolder(): string {
  return join(stateFolder(), 'secrets');
}

function trust(): TrustSettings {
  return trustSettings(process.env, { stateFolder: stateFolder(), secretsFolder: secretsFolder() });
}
