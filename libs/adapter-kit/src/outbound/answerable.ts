import type { StoredDelivery } from '#lib/persistence';
import type { OutboundParts } from './outbound-parts.js';

/**
 * Whether the recipient could answer this delivery. A mission answers under the reference in `ce_subject` (decisions 21), which its door resolves;
 * the router publishes before it stores (decisions 4), so a mission that is quick would be told that there is no such reference. It gets the
 * delivery a moment later instead.
 */
export async function isAnswerable(parts: OutboundParts, { delivery, record }: StoredDelivery): Promise<boolean> {
  const reference = record?.headers['ce_subject'];
  if (parts.endpoint !== 'EMB' || delivery.unit === null || reference === undefined) return true;
  return (await parts.references.resolve(delivery.unit, reference)) !== null;
}
