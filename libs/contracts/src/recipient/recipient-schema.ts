import type { Endpoint, MessageCode } from '#lib/domain';
import type { RecordSchema } from '../avro/avro-schema.js';

/** What one endpoint may at most see of one message: a forbidden field has no place in it. */
export interface RecipientSchema {
  readonly code: MessageCode;
  readonly endpoint: Endpoint;
  readonly schemaId: number;
  /** `<endpoint>.<message>` in lower case, e.g. `coa.departure-interview-report`. */
  readonly subject: string;
  readonly revision: number;
  readonly avro: RecordSchema;
  /** JSON text of `avro`, as registered. */
  readonly text: string;
  readonly fields: readonly string[];
}
