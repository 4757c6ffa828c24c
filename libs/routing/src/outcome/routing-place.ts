import type { StoredRecord } from '#lib/messaging';
import type { Hub, Program } from '../hub.js';
import type { InForce } from '../in-force.js';
import type { AuthenticRecord } from '../record/authentic-record.js';

/** Where and with what one authentic, decoded record is being decided. */
export interface RoutingPlace {
  readonly hub: Hub;
  readonly inForce: InForce;
  readonly program: Program;
  readonly stored: StoredRecord;
  readonly record: AuthenticRecord;
  readonly caseKey: string;
  /** Of the writer's schema. */
  readonly schemaId: number;
}
