import type { Party } from '#lib/domain';

/** Who holds the credential: from the credential alone, never from anything in the request. */
export interface Client {
  /** Name of the credential, for quotas and metrics. */
  readonly name: string;
  /** In whose name it may send and ask. */
  readonly parties: readonly Party[];
  /** What it may do there (`partnerScopes`); nothing else, whatever the catalogue allows its organisation. */
  readonly scopes: ReadonlySet<string>;
}
