import type { Database } from '#lib/persistence';
import type { ReplayDesk } from '#lib/replay';
import type { ConsoleTrust } from '#lib/trust';
import type { AlarmWatch } from './alarms/alarm-watch.js';

/** What the REST interface is made of; opened by `startConsole`, faked in tests. */
export interface ConsoleParts {
  readonly trust: Pick<ConsoleTrust, 'issuer' | 'audience'>;
  readonly database: Pick<
    Database,
    | 'deadLetters'
    | 'deliveries'
    | 'ledger'
    | 'books'
    | 'caseHistories'
    | 'blockedCases'
    | 'loads'
    | 'quarantine'
    | 'audit'
  >;
  readonly desk: ReplayDesk;
  readonly alarms: Pick<AlarmWatch, 'now'>;
  /** Pseudonym of the case of a V-number. */
  readonly caseKeyOf: (vNumber: string) => string;
}

/** For injection: an interface has no name at run time. */
export const CONSOLE_PARTS = Symbol('parts of the console');
