import { bitOf, type Content, type Endpoint, type MessageDefinition } from '#lib/domain';
import { isMet, type Condition } from '../condition/condition.js';

/** A field whose value is replaced for some recipients (domain page 4.6), and what is written in its place. */
export interface MaskableField {
  readonly field: string;
  /** OVERIG hides a ground (VM-1, VM-2), ELDERS a place of detention (VM-3). For a LocationRef it is the `kind`, without code and name. */
  readonly writes: 'OVERIG' | 'ELDERS';
}

/** What a value says that not everybody may know. */
export type Sensitivity = 0 | 1 | 2 | 3;
export const HARMLESS = 0;
/** Victim of trafficking (B8). */
const TRAFFICKING = 1;
/** Stay of departure on medical grounds (ART64, any VOVO: decisions 13). */
const MEDICAL = 2;
/** Closed family facility or detention. */
const DETENTION = 3;

const GROUND_FIELDS: readonly string[] = ['reasonCode', 'legalGroundCode'];
const DETENTION_PLACES: readonly unknown[] = ['GGV', 'DJI', 'KMAR', 'POLICE'];
const TOLD_OF_TRAFFICKING: readonly Endpoint[] = ['DTV', 'IND', 'POL', 'KMAR'];

export function maskableFields(message: MessageDefinition): readonly MaskableField[] {
  return message.fields.flatMap(({ name, type }): readonly MaskableField[] => {
    if (GROUND_FIELDS.includes(name)) return [{ field: name, writes: 'OVERIG' }];
    const place = name === 'locationType' || (name === 'destination' && type.startsWith('LocationRef'));
    return place ? [{ field: name, writes: 'ELDERS' }] : [];
  });
}

export function sensitivityOf(field: MaskableField, content: Content): Sensitivity {
  const value = content[field.field];
  if (value === null || value === undefined) return HARMLESS;
  if (field.writes === 'ELDERS') {
    const place = typeof value === 'object' ? (value as Record<string, unknown>)['kind'] : value;
    return DETENTION_PLACES.includes(place) ? DETENTION : HARMLESS;
  }
  const ground = typeof value === 'string' ? value.toUpperCase() : '';
  if (ground.startsWith('B8')) return TRAFFICKING;
  return ground.startsWith('ART64') || ground.startsWith('VOVO') ? MEDICAL : HARMLESS;
}

/** Whether this recipient sees the mask instead of the value. `medicalFlag`: the recipient's ceiling for class MB; null = never. */
export function isMasked(
  sensitivity: Sensitivity,
  recipient: Endpoint,
  bits: number,
  medicalFlag: Condition | null,
): boolean {
  switch (sensitivity) {
    case HARMLESS:
      return false;
    case TRAFFICKING:
      if (recipient === 'COA') return (bits & bitOf('COA_HOST')) === 0;
      if (recipient === 'NID') return (bits & bitOf('UAM')) === 0;
      return !TOLD_OF_TRAFFICKING.includes(recipient);
    case MEDICAL:
      return medicalFlag === null || !isMet(medicalFlag, bits);
    case DETENTION:
      return recipient === 'GEM' || (recipient === 'IOM' && (bits & bitOf('IOM_CONSENT')) === 0);
  }
}
