import { type CaseMessage, type Cell, type Party } from '#lib/domain';
import { CONSENT_FACTS } from './consent-facts.js';

/** What of the incoming headers may reach a recipient (decisions 28a). Nothing else passes, whatever an adapter adds later. */
const PASSED_ON = ['ce_type', 'ce_source', 'ce_time', 'ce_purpose', 'ce_legalbasis', 'ce_urgency', 'traceparent'];

export interface DeliveryPlace {
  readonly deliveryId: string;
  readonly decisionId: string;
  readonly recipient: Party;
  readonly caseKey: string;
  readonly partition: number;
  readonly offset: number;
  readonly schemaId: number;
  /** The mission's name for the case; takes the place of every other name of it. null for all but EMB. */
  readonly reference: string | null;
}

/**
 * CloudEvents attributes for the recipient, and `schakel-*` headers for the hub's own outbound adapter, which keeps them to itself.
 */
export function deliveryHeaders(
  incoming: Readonly<Record<string, string>>,
  message: CaseMessage,
  cell: Cell,
  place: DeliveryPlace,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    'content-type': 'application/avro',
    ce_specversion: '1.0',
    ce_id: place.deliveryId,
    ce_dataschema: `urn:schakel:schema:${place.schemaId}`,
    ce_subject: place.reference ?? place.caseKey,
  };
  const caseReference = place.reference ?? incoming['ce_caseref'];
  if (caseReference !== undefined) headers['ce_caseref'] = caseReference;
  for (const name of PASSED_ON) {
    const value = incoming[name];
    if (value !== undefined) headers[name] = value;
  }
  headers['schakel-message-id'] = message.messageId;
  headers['schakel-decision-id'] = place.decisionId;
  headers['schakel-log-place'] = `${place.partition}:${place.offset}`;
  headers['schakel-generation'] = '0';
  headers['schakel-case-key'] = place.caseKey;
  if (place.recipient.unit !== null) headers['schakel-unit'] = place.recipient.unit;
  const consents = CONSENT_FACTS.filter((name) => cell.read[name] === true);
  if (consents.length > 0) headers['schakel-consents'] = consents.join(',');
  return headers;
}
