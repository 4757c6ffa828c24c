import { hash as hashOf } from 'node:crypto';
import type { Contracts } from '#lib/contracts';
import type { StoredRecord } from '#lib/messaging';
import type { HubKeys } from '../hub.js';
import { HUB_SOURCE } from '../log/hub-source.js';
import { authenticRecord } from './authentic-record.js';

/** With what it is asked whether a record that was set aside can be read by now. */
export interface ReReading {
  readonly keys: Pick<HubKeys, 'verifyOrigin' | 'caseKeyOf'>;
  readonly contracts: Pick<Contracts, 'decode'>;
  /** Partition of the case log in which the records of a case belong. */
  readonly partitionOf: (caseKey: string) => number;
}

/** Why a record stays where it is. */
export type UnreadableWhy =
  /** The log has nothing at that place. */
  | 'gone'
  /** No door of this hub wrote it, or not with just these attributes: never to be read again, whatever it says. */
  | 'bad-origin'
  /** The hub's own records put rules in force or order something; they are written anew, never repeated. */
  | 'hub-record'
  | 'no-magic'
  | 'undecodable'
  | 'unknown-schema'
  | 'wrong-key';

export type ReadAgain =
  | {
      readonly kind: 'READABLE';
      readonly caseKey: string;
      readonly partition: number;
      /** Code of the message. */
      readonly code: string;
      /** SHA-256 of the value, hex: what an order is bound to. */
      readonly valueHash: string;
      /** Key, value and headers exactly as they stand. */
      readonly record: StoredRecord & { readonly key: string; readonly value: Buffer };
    }
  | { readonly kind: 'UNREADABLE'; readonly why: UnreadableWhy };

/**
 * Could this record of the case log, which was set aside, be read today? Pure. The same function judges for the plan, just before its order and
 * in the router that carries it out. Only what a door wrote with all its attributes signed, under the key of its case: it enters the log again
 * as it stands, and the log knows it if it was taken meanwhile.
 */
export function readAgain({ keys, contracts, partitionOf }: ReReading, stored: StoredRecord | null): ReadAgain {
  if (stored?.value == null) return unreadable('gone');
  const record = authenticRecord(keys, stored);
  if (record?.proof !== 'whole') return unreadable('bad-origin');
  if (record.source === HUB_SOURCE) return unreadable('hub-record');
  const decoded = contracts.decode(record.value);
  if (!decoded.ok) return unreadable(decoded.reason);
  const caseKey = keys.caseKeyOf(String(decoded.content['vNumber']));
  if (stored.key !== caseKey) return unreadable('wrong-key');
  return {
    kind: 'READABLE',
    caseKey,
    partition: partitionOf(caseKey),
    code: decoded.code,
    valueHash: hashOf('sha256', record.value, 'hex'),
    record: { ...stored, key: caseKey, value: record.value },
  };
}

function unreadable(why: UnreadableWhy): ReadAgain {
  return { kind: 'UNREADABLE', why };
}
