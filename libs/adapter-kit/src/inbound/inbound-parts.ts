import type { Contracts } from '#lib/contracts';
import type { Endpoint } from '#lib/domain';
import type { MessageLog } from '#lib/messaging';
import type { MissionReferences, StopRegister, Submissions } from '#lib/persistence';
import type { Clock, Logger, OriginParts } from '#lib/platform';
import type { AgencyFormat } from '../definition/agency-format.js';
import type { Client } from './client.js';

/** Everything that needs a key, as functions, so that no key travels further than the process's start. */
export interface DoorKeys {
  caseKeyOf(vNumber: string): string;
  sign(parts: OriginParts): string;
  /** The V-number behind a mission's reference; null when it can't be opened. */
  unseal(sealed: string, caseKey: string): string | null;
}

/** What the inbound pipeline works with; the host gives the real ones, specs give fakes. */
export interface InboundParts {
  readonly contracts: Contracts;
  readonly log: Pick<MessageLog, 'publish'>;
  readonly submissions: Submissions;
  readonly stops: Pick<StopRegister, 'begin'>;
  readonly references: MissionReferences;
  readonly keys: DoorKeys;
  readonly clock: Clock;
  /** True only where the hub was started for development (decisions 7). */
  readonly storyClock: boolean;
  /** Topic of the case log. */
  readonly topic: string;
  readonly formatOf: (endpoint: Endpoint) => AgencyFormat | null;
  /** Formats beside that one in which messages of the endpoint may come, e.g. the lines of a list. Default none. */
  readonly otherFormatsOf?: (endpoint: Endpoint) => readonly AgencyFormat[];
  readonly logger: Logger;
}

export interface Submission {
  readonly client: Client;
  readonly body: Buffer;
  /** Of the request, without parameters, in lower case. */
  readonly mediaType: string;
  /** Header `schakel-story-time`. */
  readonly storyTime: string | null;
}
