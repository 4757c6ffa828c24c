import type { Database, NewAuditEntry } from '#lib/persistence';
import { accountActor } from './account-actor.js';

/** Nothing was shown, because nobody could have told afterwards who saw it. */
export class LookNotNoted extends Error {
  readonly code = 'look-not-noted';
}

/** Named as the console names the same look. `caseKey` null where the case is not known. */
export interface Look extends Pick<NewAuditEntry, 'caseKey'> {
  readonly action: 'case.searched' | 'case.read' | 'decision.read' | 'dead-letter.read';
  /** Ids of the hub. */
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * Writes down who looks at one case, decision or delivery, before it is shown. Lists and counts need none, as at the console.
 * @throws LookNotNoted when it can't be written
 */
export async function noteLook(
  { audit }: { readonly audit: Pick<Database['audit'], 'note'> },
  { action, caseKey, details = {} }: Look,
  actor: string = accountActor(),
): Promise<void> {
  await audit.note({ actor, action, planId: null, caseKey, details }).catch((cause: unknown) => {
    throw new LookNotNoted(
      'This look could not be written to the audit trail, so nothing is shown. Does the database take writes, and is it of this release?',
      { cause },
    );
  });
}
