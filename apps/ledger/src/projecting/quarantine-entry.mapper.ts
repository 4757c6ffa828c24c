import { createHash } from 'node:crypto';
import type { Contracts } from '#lib/contracts';
import { partyName } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import type { QuarantineEntry } from '#lib/persistence';
import { decisionIdOf, messageIdOf } from '#lib/platform';
import type { Mapped } from './stream.js';

const PLACE = /^(\d{1,9}):(\d{1,15})$/;
const REASON = /^[a-z][a-z-]{0,49}$/;

/**
 * A record of the quarantine topic → its entry. Nobody vouches for what the record says of itself: it is named only by names that the hub knows,
 * and its bytes by size and hash.
 */
export function quarantineEntry(
  contracts: Pick<Contracts, 'message' | 'partners'>,
  stored: StoredRecord,
  logId: string,
): Mapped<QuarantineEntry> {
  const { headers, value, partition, offset: topicOffset } = stored;
  const place = PLACE.exec(headers['schakel-log-place'] ?? '');
  const reason = headers['schakel-quarantine-reason'] ?? '';
  if (place === null || Number(place[1]) !== partition) {
    return { kind: 'FOREIGN', reason: 'it does not say at which place of its partition of the log it stood' };
  }
  if (!REASON.test(reason)) return { kind: 'FOREIGN', reason: 'it does not say why it was set aside' };
  const { ce_source: source, ce_id: id, ce_type: type = '' } = headers;
  const sender = source === undefined ? undefined : contracts.partners.senders.get(source);
  const bytes = value ?? Buffer.alloc(0);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const offset = Number(place[2]);
  const entry: QuarantineEntry = {
    quarantineId: decisionIdOf(logId, partition, offset),
    origin: 'CASE_LOG',
    endpoint: null,
    partition,
    offset,
    reason,
    claimedSender: sender === undefined ? null : partyName(sender),
    claimedMessage: contracts.message(type)?.code ?? null,
    claimedMessageId: source === undefined || id === undefined ? null : messageIdOf(source, id),
    bytes: bytes.length,
    hash,
    topicOffset,
    recordHash: hash,
  };
  return { kind: 'ENTRY', entry };
}
