import type { Provider } from '@nestjs/common';
import { fetchingParties } from '#lib/adapter-kit';
import type { Partners } from '#lib/contracts';
import type { Secrets } from '#lib/platform';
import type { AgencyWallet, TlsMaterial } from '#lib/trust';
import { Behaviours } from './behaviour/behaviours.js';
import { Fetchers } from './inbox/fetchers.js';
import { Inbox } from './inbox/inbox.js';
import { PushKeys } from './inbox/push-keys.js';
import { Reception } from './inbox/reception.js';
import type { AgencyLanguages } from './languages/agency-languages.js';
import { AgencyDoor } from './outbox/agency-door.js';
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
  readonly fetchers: Fetchers;
}

export function simulatorParts({
  stateFolder,
  secrets,
  partners,
  wallet,
  languages,
}: SimulatorSettings): SimulatorParts {
  const [inbox, behaviours, door] = [new Inbox(), new Behaviours(), new AgencyDoor(stateFolder, partners, wallet)];
  const reception = new Reception(inbox, behaviours, languages);
  return {
    fetchers: new Fetchers(fetchingParties(partners), door, reception),
    providers: [
      { provide: Inbox, useValue: inbox },
      { provide: Behaviours, useValue: behaviours },
      { provide: Reception, useValue: reception },
      { provide: PushKeys, useValue: new PushKeys(secrets) },
      { provide: AgencySender, useValue: new AgencySender(door, languages) },
    ],
  };
}
