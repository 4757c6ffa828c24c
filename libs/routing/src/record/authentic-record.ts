import type { StoredRecord } from '#lib/messaging';
import type { HubKeys, OriginProof } from '../hub.js';

/** The CloudEvents attributes that a record of the case log must have, and its bytes. */
export interface AuthenticRecord {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly acceptedAt: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly proof: OriginProof;
}

/**
 * First of all, over raw bytes: was this record written by one of the hub's own doors for this sender? Nothing of a record that was not
 * is decoded or trusted; null sends it to quarantine (decisions 5).
 */
export function authenticRecord(keys: Pick<HubKeys, 'verifyOrigin'>, record: StoredRecord): AuthenticRecord | null {
  const { headers, value } = record;
  const { ce_source: source, ce_id: id, ce_type: type, ce_acceptedat: acceptedAt } = headers;
  if (value === null || source === undefined || id === undefined || type === undefined || acceptedAt === undefined) {
    return null;
  }
  const proof = keys.verifyOrigin(headers['schakel-origin-mac'], { headers, value });
  return proof === null ? null : { source, id, type, acceptedAt, value, headers, proof };
}
