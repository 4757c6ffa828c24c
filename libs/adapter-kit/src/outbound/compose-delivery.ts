import type { StoredDelivery } from '#lib/persistence';
import { writeEvent } from '../definition/write-event.js';
import type { OutboundParts } from './outbound-parts.js';
import { pushedEvent } from './pushed-event.js';
import type { OutgoingDelivery } from './transport.port.js';

/** `unreadable`: not a record of this endpoint; `not-composable`: the format could not say it, or its own schema refuses what it said. */
export type ComposedDelivery =
  | { readonly ok: true; readonly outgoing: OutgoingDelivery }
  | { readonly ok: false; readonly reason: 'unreadable' | 'not-composable' };

/** A record of the delivery topic in the recipient's own format. A failure is the hub's own: such a record goes to the dead letters, loudly. */
export function composeDelivery(
  parts: Pick<OutboundParts, 'contracts' | 'endpoint' | 'format' | 'logger'>,
  { record, delivery }: StoredDelivery,
): ComposedDelivery {
  const decoded = record === null || record.value.length === 0 ? null : parts.contracts.decodeDelivery(record.value);
  if (record === null || decoded === null || !decoded.ok || decoded.endpoint !== parts.endpoint)
    return { ok: false, reason: 'unreadable' };
  const composed = writeEvent(parts.format, decoded.code, pushedEvent(record.headers, decoded.content));
  if (!composed.ok) {
    parts.logger.error('A delivery could not be written in the recipient’s format.', {
      deliveryId: delivery.deliveryId,
      endpoint: parts.endpoint,
      fields: composed.errors.map(({ pointer, code }) => `${pointer} ${code}`),
    });
    return { ok: false, reason: 'not-composable' };
  }
  return {
    ok: true,
    outgoing: {
      recipient: { endpoint: parts.endpoint, unit: delivery.unit },
      deliveryId: delivery.deliveryId,
      caseKey: delivery.caseKey,
      contentType: `${parts.format.mediaTypes[0]}; charset=utf-8`,
      body: composed.body,
      caseSequence: delivery.caseSeq,
      unitSequence: delivery.seq,
    },
  };
}
