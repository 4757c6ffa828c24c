import type { Partner, Partners } from '#lib/contracts';
import { partyName } from '#lib/domain';

export class PartnerUnknown extends Error {
  readonly code = 'partner-unknown';
}

/** An organisation by its id (`gem-0599`), its OIN, or the name of one of its parties (`GEM:0599`, `COA`). @throws PartnerUnknown with all there are */
export function partnerNamed(partners: Partners, name: string): Partner {
  const found = partners.all.find(
    ({ id, oin, systems }) => id === name || oin === name || systems.some((system) => partyName(system) === name),
  );
  if (found !== undefined) return found;
  const parties = partners.all.flatMap(({ systems }) => systems.map((system) => partyName(system)));
  throw new PartnerUnknown(`There is no such party. There are: ${parties.join(', ')}.`);
}
