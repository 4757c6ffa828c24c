import type { Partners } from '#lib/contracts';
import { partyName } from '#lib/domain';

/** Whose tokens and push keys the hub needs: one of each per party of the partner list. Set-up makes them (`createSecrets`). */
export function secretNames(partners: Partners): {
  readonly agencies: readonly string[];
  readonly recipients: readonly string[];
} {
  const names = partners.all.flatMap(({ systems }) =>
    systems.map(({ endpoint, unit }) => partyName({ endpoint, unit })),
  );
  return { agencies: [...new Set(names)], recipients: [...new Set(names)] };
}
