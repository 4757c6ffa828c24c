import { createHash } from 'node:crypto';
import type { Contracts } from '#lib/contracts';
import { partyName, type Endpoint } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import type { UnreadableRecord } from '#lib/persistence';
import { quarantineIdOf } from '#lib/platform';

/** A record of a delivery topic that the router did not write so, as a row to find it by: nothing in it can be trusted, and nothing is repeated. */
export function unreadableDelivery(
  contracts: Pick<Contracts, 'message' | 'partners'>,
  endpoint: Endpoint,
  { topic, partition, offset, headers, value }: StoredRecord,
): UnreadableRecord {
  const { ce_source: source = '', ce_type: type = '' } = headers;
  const sender = contracts.partners.senders.get(source);
  const bytes = value ?? Buffer.alloc(0);
  return {
    quarantineId: quarantineIdOf(topic, partition, offset),
    origin: 'DELIVERY',
    endpoint,
    partition,
    offset,
    reason: 'headers',
    claimedSender: sender === undefined ? null : partyName(sender),
    claimedMessage: contracts.message(type)?.code ?? null,
    // The id of a delivery says nothing of the message's.
    claimedMessageId: null,
    bytes: bytes.length,
    hash: createHash('sha256').update(bytes).digest('hex'),
  };
}
