import { inForceKey, type InForce } from '../in-force.js';
import type { AuthenticRecord } from './authentic-record.js';

/** Where in the log an activation was meant to stand: nobody can put it anywhere else, for its id is part of what is signed. */
export interface ActivationPlace {
  readonly logId: string;
  readonly partition: number;
  /** End of the partition when it was written: it stands there or later. */
  readonly end: number;
}

export function activationId({ logId, partition, end }: ActivationPlace, inForce: InForce): string {
  return `activation/${logId}/${partition}:${end}/${inForceKey(inForce)}`;
}

/**
 * Is this activation the one that was written here, rather than a copy that would put old rules in force again (ADR 0011)? Written at a place
 * of this partition after the activation before it. One that was written without knowing of another at the same moment does not count either.
 */
export function takesEffect(
  record: Pick<AuthenticRecord, 'id' | 'proof'>,
  stored: { readonly partition: number; readonly offset: number },
  logId: string,
  before: InForce | null,
): boolean {
  if (record.proof === 'partial') return before?.since === undefined;
  const place = /^activation\/([^/]+)\/(\d{1,10}):(\d{1,15})\//.exec(record.id);
  if (place === null || place[1] !== logId || Number(place[2]) !== stored.partition) return false;
  const end = Number(place[3]);
  return end <= stored.offset && end > (before?.since ?? -1);
}

/** What is in force from the next record on. */
export function inForceFrom(
  record: Pick<AuthenticRecord, 'proof'>,
  stored: { readonly offset: number },
  named: InForce,
): InForce {
  return record.proof === 'whole' ? { ...named, since: stored.offset } : named;
}
