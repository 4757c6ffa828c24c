import type { Contracts } from '#lib/contracts';
import type { Endpoint } from '#lib/domain';
import type { MessageLog } from '#lib/messaging';
import type {
  Deliveries,
  DeliveryLanes,
  DeliveryQueue,
  MissionReferences,
  Quarantine,
  Recipient,
  RouterStore,
  StandstillCaps,
} from '#lib/persistence';
import type { Clock, Logger } from '#lib/platform';
import type { AgencyFormat } from '../definition/agency-format.js';
import type { RecipientPace } from './recipient-pace.js';
import type { Transport } from './transport.port.js';

export interface OutboundTopics {
  readonly delivery: string;
  readonly deadLetter: string;
  readonly receipts: string;
}

/** What the outbound pipeline of one endpoint works with; the host gives the real ones, specs give fakes. */
export interface OutboundParts {
  readonly endpoint: Endpoint;
  readonly format: AgencyFormat;
  readonly contracts: Contracts;
  readonly log: Pick<MessageLog, 'publish' | 'subscribe'>;
  readonly deliveries: Pick<Deliveries, 'take' | 'beginAttempt' | 'settle'>;
  readonly lanes: DeliveryLanes;
  readonly queue: DeliveryQueue;
  /** Who fetches its deliveries itself (pull) is not pushed to. */
  readonly fetches: (recipient: Recipient) => boolean;
  readonly references: MissionReferences;
  readonly quarantine: Pick<Quarantine, 'note'>;
  readonly factsOfCase: RouterStore['factsOfCase'];
  readonly transport: Transport;
  readonly pace: RecipientPace;
  readonly topics: OutboundTopics;
  /** With more than this standing still a recipient unit is paused. */
  readonly caps: StandstillCaps;
  readonly group: string;
  readonly clock: Clock;
  /** True only where the hub was started for development (decisions 7). */
  readonly storyClock: boolean;
  /** In [0, 1); for jitter only. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly count: (outcome: string, times?: number) => void;
}
