import type { Provider } from '@nestjs/common';
import type { Partners } from '#lib/contracts';
import type { Secrets } from '#lib/platform';
import type { AgencyWallet, TlsMaterial } from '#lib/trust';
import { Behaviours } from './behaviour/behaviours.js';
import { Inbox } from './inbox/inbox.js';
import { PushKeys } from './inbox/push-keys.js';
import { AgencyLanguages } from './languages/agency-languages.js';
import { AgencySender } from './outbox/agency-sender.js';

export interface SimulatorSettings {
  readonly stateFolder: string;
  readonly secrets: Pick<Secrets, 'pushKeys'>;
  readonly partners: Partners;
  readonly languages: AgencyLanguages;
  /** Certificates and tokens of the agencies. */
  readonly wallet: Pick<AgencyWallet, 'credentials'>;
  /** With what the agencies' own servers listen. */
  readonly tls: TlsMaterial;
}

/** What both applications of the simulator share: one inbox, one memory of how to behave. */
export interface SimulatorParts {
  readonly providers: readonly Provider[];
}

export function simulatorParts({
  stateFolder,
  secrets,
  partners,
  wallet,
  languages,
}: SimulatorSettings): SimulatorParts {
  return {
    providers: [
      { provide: Inbox, useValue: new Inbox() },
      { provide: Behaviours, useValue: new Behaviours() },
      { provide: PushKeys, useValue: new PushKeys(secrets) },
      { provide: AgencySender, useValue: new AgencySender(stateFolder, partners, wallet, languages) },
      { provide: AgencyLanguages, useValue: languages },
    ],
  };
}
