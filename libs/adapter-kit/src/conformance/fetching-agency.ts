import type { Party } from '#lib/domain';
import type { DeliveryPage } from '../outbound/delivery-page.js';
import type { Transport } from '../outbound/transport.port.js';
import type { AgencySystem } from './agency-system.js';

/**
 * The system of an agency that fetches: takes what waits, lets `transport` decide what becomes of each, as if it had been pushed, and
 * acknowledges accordingly. What could not be taken is not acknowledged, and comes again.
 */
export async function fetchOnce(agency: AgencySystem, party: Party, transport: Transport): Promise<void> {
  const { body, status } = await agency.call({ path: '/v1/deliveries?limit=100', as: party });
  if (status !== 200) return;
  const acknowledgements: object[] = [];
  for (const one of (body as DeliveryPage).deliveries) {
    const { deliveryId, contentType, content, sequence: unitSequence, caseSequence } = one;
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content), 'utf8');
    const numbers = { caseSequence, unitSequence };
    // An agency is not told the case's key.
    const outgoing = { recipient: party, deliveryId, caseKey: '', contentType, body: bytes, ...numbers };
    const answer = await transport.deliver(outgoing, new AbortController().signal);
    // The rest comes again, in order.
    if (answer.kind === 'failed' && answer.failure !== 'message') break;
    const refused = { outcome: 'refused', reasonCode: 'other' };
    acknowledgements.push({ deliveryId, ...(answer.kind === 'delivered' ? { outcome: 'received' } : refused) });
  }
  if (acknowledgements.length === 0) return;
  await agency.call({
    method: 'POST',
    path: '/v1/deliveries/acknowledgements',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ acknowledgements }),
    as: party,
  });
}
