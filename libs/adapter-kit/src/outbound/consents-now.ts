import { CONSENT_PREDICATES, factBehind, type Fact } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import type { Delivery } from '#lib/persistence';
import type { OutboundParts } from './outbound-parts.js';

/** `unknown`: the router has not stored the facts of this decision yet. */
export type ConsentsNow = 'standing' | 'ended' | 'unknown';

type Parts = Pick<OutboundParts, 'endpoint' | 'contracts' | 'factsOfCase' | 'clock' | 'storyClock'>;

/**
 * Whether the consents that a delivery relied on (header `schakel-consents`) still stand (decisions 25). Everything else stays as it was
 * decided. The router publishes before it stores (decisions 4), so facts older than the decision prove nothing and are read again.
 */
export async function consentsNow(
  parts: Parts,
  record: Pick<StoredRecord, 'headers'>,
  delivery: Pick<Delivery, 'caseKey' | 'logOffset' | 'unit'>,
): Promise<ConsentsNow> {
  const header = record.headers['schakel-consents'] ?? '';
  if (header === '') return 'standing';
  const stored = await parts.factsOfCase(delivery.caseKey);
  if (stored === null || stored.changedAtOffset < delivery.logOffset) return 'unknown';
  const { facts } = stored;
  // A played story has a clock of its own; it stands where the newest message of the case was accepted.
  const at = (parts.storyClock ? facts.acceptedAt : null) ?? parts.clock.iso();
  const recipient = { endpoint: parts.endpoint, unit: delivery.unit };
  const sender = parts.contracts.partners.partnerOf(record.headers['ce_source'] ?? '') ?? recipient;
  const stand = header.split(',').every((name) => {
    const predicate = CONSENT_PREDICATES.find((known) => known === name);
    if (predicate === undefined) return false;
    return hasNotEnded(factBehind(facts, predicate, recipient, { sender, at }), Date.parse(at));
  });
  return stand ? 'standing' : 'ended';
}

/** A begin is not asked for: it was there when it was decided, and two clocks may differ by a moment. */
function hasNotEnded(fact: Fact | null, at: number): boolean {
  return fact !== null && fact.value && (fact.until === null || at < Date.parse(fact.until));
}
