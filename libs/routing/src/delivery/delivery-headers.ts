import { CONSENT_PREDICATES, type CaseMessage, type Cell } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';

/**
 * What of the incoming headers may reach a recipient (decisions 28a), and what all deliveries of one record have in common. Nothing else
 * passes, whatever an adapter adds later. Each header has a name in the code, for objects made with computed names cost several times as much.
 */
export interface IncomingHeaders {
  readonly type: string | undefined;
  readonly source: string | undefined;
  readonly time: string | undefined;
  readonly purpose: string | undefined;
  readonly legalBasis: string | undefined;
  readonly urgency: string | undefined;
  readonly traceParent: string | undefined;
  readonly caseReference: string | undefined;
  readonly messageId: string;
  readonly decisionId: string;
  readonly logPlace: string;
  readonly caseKey: string;
  readonly generation: string;
}

export interface DeliveryPlace {
  readonly deliveryId: string;
  readonly schemaId: number;
  /** The mission's name for the case; takes the place of every other name of it. null for all but EMB. */
  readonly reference: string | null;
}

export function incomingHeaders(of: {
  readonly stored: StoredRecord;
  readonly message: CaseMessage;
  readonly caseKey: string;
  readonly decisionId: string;
  readonly generation: number;
}): IncomingHeaders {
  const { headers, partition, offset } = of.stored;
  return {
    type: headers['ce_type'],
    source: headers['ce_source'],
    time: headers['ce_time'],
    purpose: headers['ce_purpose'],
    legalBasis: headers['ce_legalbasis'],
    urgency: headers['ce_urgency'],
    traceParent: headers['traceparent'],
    caseReference: headers['ce_caseref'],
    messageId: of.message.messageId,
    decisionId: of.decisionId,
    logPlace: `${partition}:${offset}`,
    caseKey: of.caseKey,
    generation: String(of.generation),
  };
}

/**
 * CloudEvents attributes for the recipient, and `schakel-*` headers for the hub's own outbound adapter, which keeps them to itself.
 */
export function deliveryHeaders(
  incoming: IncomingHeaders,
  cell: Cell,
  place: DeliveryPlace,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    'content-type': 'application/avro',
    ce_specversion: '1.0',
    ce_id: place.deliveryId,
    ce_dataschema: `urn:schakel:schema:${place.schemaId}`,
    ce_subject: place.reference ?? incoming.caseKey,
  };
  const caseReference = place.reference ?? incoming.caseReference;
  if (caseReference !== undefined) headers['ce_caseref'] = caseReference;
  if (incoming.type !== undefined) headers['ce_type'] = incoming.type;
  if (incoming.source !== undefined) headers['ce_source'] = incoming.source;
  if (incoming.time !== undefined) headers['ce_time'] = incoming.time;
  if (incoming.purpose !== undefined) headers['ce_purpose'] = incoming.purpose;
  if (incoming.legalBasis !== undefined) headers['ce_legalbasis'] = incoming.legalBasis;
  if (incoming.urgency !== undefined) headers['ce_urgency'] = incoming.urgency;
  if (incoming.traceParent !== undefined) headers['traceparent'] = incoming.traceParent;
  headers['schakel-message-id'] = incoming.messageId;
  headers['schakel-decision-id'] = incoming.decisionId;
  headers['schakel-log-place'] = incoming.logPlace;
  headers['schakel-generation'] = incoming.generation;
  headers['schakel-case-key'] = incoming.caseKey;
  if (cell.unit !== null) headers['schakel-unit'] = cell.unit;
  const consents = consentsOf(cell);
  if (consents !== null) headers['schakel-consents'] = consents;
  return headers;
}

// The rules share what their cells read, so this is worked out once per answer.
const known = new WeakMap<Cell['read'], string | null>();

function consentsOf({ read }: Cell): string | null {
  let consents = known.get(read);
  if (consents === undefined) {
    consents = CONSENT_PREDICATES.filter((name) => read[name] === true).join(',') || null;
    known.set(read, consents);
  }
  return consents;
}
