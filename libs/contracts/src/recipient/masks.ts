import type { Content } from '#lib/domain';

/** What a mask writes in the place of the value (VM-1 to VM-3). `kind` decides how it is encoded. */
export type Mask =
  | { readonly kind: 'symbol'; readonly symbol: 'OVERIG' | 'ELDERS' }
  | { readonly kind: 'location'; readonly symbol: 'ELDERS' };

export const LOCATION_TYPE = 'nl.vreemdelingenketen.terugkeerzaken.types.LocationRef';

const OTHER: Mask = { kind: 'symbol', symbol: 'OVERIG' };

/** The mask of a field; null for fields that no mask touches. `destination` is masked where it is a place, not where it is a country. */
export function maskOf(field: string, avroType: unknown): Mask | null {
  switch (field) {
    case 'reasonCode':
    case 'legalGroundCode':
      return OTHER;
    case 'locationType':
      return { kind: 'symbol', symbol: 'ELDERS' };
    case 'destination':
      return avroType === LOCATION_TYPE ? { kind: 'location', symbol: 'ELDERS' } : null;
    default:
      return null;
  }
}

/** The masked value in JSON form. A place keeps its two required fields, which then say nothing. */
export function maskedValue(mask: Mask): Content[string] {
  return mask.kind === 'symbol' ? mask.symbol : { kind: mask.symbol, code: mask.symbol };
}
