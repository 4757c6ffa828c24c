import type { RecordSchema } from '../avro/avro-schema.js';
import type { ListedMessage } from '../message/message-list.js';
import type { Codec } from './codec.js';

/** One released revision of one message. Records are read by the revision that wrote them. */
export interface WriterSchema {
  readonly message: ListedMessage;
  readonly revision: number;
  readonly schemaId: number;
  /** As it lies in the repository, with references to named types. */
  readonly file: RecordSchema;
  /** Self-contained. */
  readonly avro: RecordSchema;
  readonly codec: Codec;
}
