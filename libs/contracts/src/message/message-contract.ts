import type { MessageDefinition } from '#lib/domain';
import type { JsonSchema } from '../validation/json-schema.js';
import type { RecordSchema } from '../avro/avro-schema.js';
import type { ContractCode } from './contract-code.js';

export interface ContractField {
  readonly name: string;
  /** Field class and flags of the domain page 3.3; hub records have none. */
  readonly class: string | null;
  readonly flags: readonly string[];
  readonly required: boolean;
}

/** One message type, control message or hub record. */
export interface MessageContract {
  readonly code: ContractCode;
  /** `case` and `control` come in through the door; `hub` only the hub writes. */
  readonly kind: 'case' | 'control' | 'hub';
  /** The catalogue's definition; null for control messages and hub records. */
  readonly definition: MessageDefinition | null;
  readonly name: string;
  /** CloudEvents type; for hub records the same form, though they never leave the hub. */
  readonly type: string;
  readonly slug: string;
  /** Id and revision with which new records are written. */
  readonly schemaId: number;
  readonly revision: number;
  /** Self-contained Avro schema of that revision (named types inlined at first use). */
  readonly avro: RecordSchema;
  /** Null for hub records: they have no door. */
  readonly jsonSchema: JsonSchema | null;
  readonly fields: readonly ContractField[];
}
