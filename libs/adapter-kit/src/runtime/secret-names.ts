import type { Partners } from '#lib/contracts';
import { partyName } from '#lib/domain';

/** Whose push keys the hub needs: one per party of the partner list. Set-up makes them (`createSecrets`). */
export function secretNames(partners: Partners): { readonly recipients: readonly string[] } {
  const names = partners.all.flatMap(({ systems }) =>
    systems.map(({ endpoint, unit }) => partyName({ endpoint, unit })),
  );
  return { recipients: [...new Set(names)] };
}
