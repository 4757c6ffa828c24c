import type { Endpoint } from '../endpoint/endpoint.js';

/** `M01` to `M45`: the case messages of the domain page, part 3. */
export type MessageCode = `M${number}`;

/** Control messages that enter by the same door and reach no endpoint (decisions 19): consent, participation, no-fault advice. */
export const CONTROL_CODES = ['H1', 'H2', 'H7'] as const;
export type ControlCode = (typeof CONTROL_CODES)[number];

/** Two-letter code of a field class (domain page 3.3), e.g. `MD` medical detail. */
export type FieldClass = string;

export interface FieldDefinition {
  readonly name: string;
  /** The catalogue's own type notation, e.g. `TravelDocument[]`, `enum LKO|RAO`, `text?`. */
  readonly type: string;
  readonly class: FieldClass;
  readonly flags: readonly string[];
}

export interface MessageDefinition {
  readonly code: MessageCode;
  readonly name: string;
  readonly dutchName: string;
  /** CloudEvents type, `nl.vreemdelingenketen.terugkeerzaken.<slug>.v1`. */
  readonly type: string;
  readonly senders: readonly Endpoint[];
  readonly urgency: Urgency;
  readonly purposes: readonly string[];
  /** Removal messages (M24, M25, M34 to M37): refused for everybody while a suspensive ground is open. */
  readonly blockedWhileSuspended: boolean;
  readonly fields: readonly FieldDefinition[];
}

export type Urgency = 'U0' | 'U1' | 'U2' | 'U3' | 'U4';

/** What a recipient may at most receive of a field class: always, never, or while a condition over facts holds. */
export type Ceiling = 'may-receive' | 'never' | (string & {});

export interface FieldClassDefinition {
  readonly name: string;
  readonly contents: string;
  readonly flags: readonly string[];
  readonly ceiling: Readonly<Record<Endpoint, Ceiling>>;
}

export interface Catalogue {
  readonly classes: Readonly<Record<FieldClass, FieldClassDefinition>>;
  readonly messages: readonly MessageDefinition[];
}

/** `nl.vreemdelingenketen.terugkeerzaken.case-file-transfer.v1` → `case-file-transfer`: folder, subject and file name of the message. */
export function slugOfType(type: string): string {
  const parts = type.split('.');
  return parts[parts.length - 2] ?? '';
}
