/** Attributes of a delivery; nothing else of its headers leaves the hub (decisions 28a). */
const PASSED_ON = [
  'id',
  'source',
  'type',
  'time',
  'dataschema',
  'purpose',
  'legalbasis',
  'urgency',
  'subject',
  'caseref',
] as const;

/** A delivery as a CloudEvent in structured JSON. `data` is the canonical content; `id` is the delivery's, the same at every attempt. */
export function pushedEvent(headers: Readonly<Record<string, string>>, data: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = { specversion: '1.0' };
  for (const name of PASSED_ON) {
    const value = headers[`ce_${name}`];
    if (value !== undefined) event[name] = value;
  }
  if (headers['traceparent'] !== undefined) event['traceparent'] = headers['traceparent'];
  return { ...event, datacontenttype: 'application/json', data };
}
