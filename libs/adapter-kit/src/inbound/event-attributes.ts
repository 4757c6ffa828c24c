/** The form of each context attribute that a sender may set (decisions 28, domain page 3.1). All linear-time expressions. */
export interface AttributeForm {
  readonly pattern: RegExp;
  readonly required: boolean;
  readonly expected: string;
}

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
const TOKEN = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/;

function required(pattern: RegExp, expected: string): AttributeForm {
  return { pattern, required: true, expected };
}
function optional(pattern: RegExp, expected: string): AttributeForm {
  return { pattern, required: false, expected };
}

/** `subject` is accepted for the sake of standard clients and always replaced by the hub's pseudonym of the case. */
export const ATTRIBUTE_FORMS: Readonly<Record<string, AttributeForm>> = {
  specversion: required(/^1\.0$/, 'exactly "1.0"'),
  id: required(TOKEN, '1 to 64 visible ASCII characters, preferably a UUID'),
  source: required(
    /^urn:nld:oin:\d{20}:systeem:[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'urn:nld:oin:<20 digits>:systeem:<name>',
  ),
  type: required(
    /^[a-z][a-z0-9-]*(\.[a-z0-9-]+){1,12}\.v[1-9]\d{0,3}$/,
    'a message type of the catalogue, ending in .v<number>',
  ),
  time: required(/^.{20,40}$/, 'a date and time with offset (RFC 3339)'),
  datacontenttype: optional(/^application\/json$/, 'application/json'),
  dataschema: optional(/^[\x21-\x7e]{1,256}$/, 'an absolute URI'),
  subject: optional(/^[\x21-\x7e]{1,128}$/, '1 to 128 visible ASCII characters'),
  purpose: optional(/^[A-Z][A-Z_]{1,39}$/, 'one purpose code'),
  legalbasis: optional(/^[A-Za-z0-9][A-Za-z0-9 .,:_-]{0,255}$/, 'codes of legal bases, separated by commas'),
  urgency: optional(/^U[0-4]$/, 'U0 to U4'),
  caseref: optional(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,31}$/, 'at most 32 letters, digits and . _ / -'),
  correlationid: optional(TOKEN, '1 to 64 visible ASCII characters'),
  causationid: optional(TOKEN, '1 to 64 visible ASCII characters'),
  sequence: optional(/^[A-Za-z0-9]{1,32}$/, 'at most 32 letters and digits'),
  consentref: optional(TOKEN, '1 to 64 visible ASCII characters'),
  supersedes: optional(/^[0-9A-Fa-f,-]{36,3699}$/, 'UUIDs, separated by commas'),
  wpgarticle: optional(/^[A-Za-z0-9][A-Za-z0-9 .:-]{0,31}$/, 'one article of the Wpg'),
  onlyfor: optional(/^[A-Z][A-Z0-9:,]{1,511}$/, 'endpoints, separated by commas'),
  withhold: optional(/^[A-Za-z][A-Za-z0-9,]{0,2047}$/, 'field names, separated by commas'),
  traceparent: optional(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/, 'a W3C traceparent'),
};

export { UUID };
