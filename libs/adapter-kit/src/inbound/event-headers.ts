import type { ReceivedEvent } from './received-event.js';

export interface AcceptedPlace {
  readonly caseKey: string;
  readonly messageId: string;
  readonly acceptedAt: string;
  readonly schemaId: number;
  /** The message's own when the sender gave none. */
  readonly urgency: string | null;
}

/** CloudEvents in Kafka's binary mode with the extensions of decisions 28; absent attributes have no header. The MAC comes on top. */
export function eventHeaders(event: ReceivedEvent, place: AcceptedPlace): Record<string, string> {
  const headers: Record<string, string | null> = {
    'content-type': 'application/avro',
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: event.source,
    ce_type: event.type,
    ce_time: event.time,
    ce_subject: place.caseKey,
    ce_dataschema: `urn:schakel:schema:${place.schemaId}`,
    ce_purpose: event.purpose,
    ce_legalbasis: listed(event.legalBasis),
    ce_urgency: place.urgency,
    ce_caseref: event.caseRef,
    ce_correlationid: event.correlationId,
    ce_causationid: event.causationId,
    ce_sequence: event.sequence,
    ce_consentref: event.consentRef,
    ce_supersedes: listed(event.supersedes),
    ce_wpgarticle: event.wpgArticle,
    ce_onlyfor: event.onlyFor === null ? null : event.onlyFor.join(','),
    ce_withhold: listed(event.withhold),
    ce_acceptedat: place.acceptedAt,
    traceparent: event.traceparent ?? traceparentOf(place.messageId),
  };
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null));
}

function listed(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join(',');
}

/** A trace of the message's own when the sender has none; from the id, so that a repeat is the same record. */
function traceparentOf(messageId: string): string {
  const hex = messageId.replaceAll('-', '');
  return `00-${hex}-${hex.slice(16)}-01`;
}
