/** Characters that no text may hold: control characters, lone surrogates, what XML has no place for, and marks that turn the reading direction (they hide text from a reader). */
const FORBIDDEN =
  '\\p{Cs}\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF';

const CLEAN = `^[^${FORBIDDEN}]*$`;
const CLEAN_LINE = `^[^${FORBIDDEN}\\u0009\\u000A\\u000D\\u2028\\u2029]*$`;

export interface ScalarModel {
  readonly avro: unknown;
  readonly json: Readonly<Record<string, unknown>>;
  readonly doc: string;
}

const text = (doc: string, maxLength: number): ScalarModel => ({
  avro: 'string',
  json: { type: 'string', minLength: 1, maxLength, pattern: CLEAN },
  doc,
});
const line = (doc: string, maxLength: number): ScalarModel => ({
  avro: 'string',
  json: { type: 'string', minLength: 1, maxLength, pattern: CLEAN_LINE },
  doc,
});
/** Every pattern is anchored, without nested quantifiers: time to match is linear in the length (a test measures it). */
const form = (doc: string, maxLength: number, pattern: string): ScalarModel => ({
  avro: 'string',
  json: { type: 'string', maxLength, pattern },
  doc,
});
const formatted = (doc: string, maxLength: number, format: string, avro: unknown = 'string'): ScalarModel => ({
  avro,
  json: { type: 'string', maxLength, format },
  doc,
});

/** Scalars of the domain page 3.2 and part 5. The key is the name of the JSON Schema definition and of the TypeScript type. */
export const SCALARS: Readonly<Record<string, ScalarModel>> = {
  VNumber: form('V-number, 10 digits; no check digit is known', 10, '^\\d{10}$'),
  Bsn: formatted('Citizen service number, 9 digits with the 11-test', 9, 'bsn'),
  CaseNumber: form(
    'Case number of DT&V, or the reference given to a mission',
    32,
    '^[A-Za-z0-9][A-Za-z0-9/._-]{0,31}$',
  ),
  Text: text('Free text', 4000),
  Line: line('One line of text', 200),
  Name: line('Name as written in the source', 200),
  Date: formatted('Calendar date, YYYY-MM-DD', 10, 'date', { type: 'int', logicalType: 'date' }),
  PartialDate: formatted('Date of which month or day may be 00, as in the BRP', 10, 'partial-date'),
  DateTime: formatted('RFC 3339 with offset; kept in UTC to the millisecond', 35, 'date-time', {
    type: 'long',
    logicalType: 'timestamp-millis',
  }),
  CountryCode: form('ISO 3166-1 alpha-2', 2, '^[A-Z]{2}$'),
  LanguageCode: form('ISO 639', 3, '^[a-z]{2,3}$'),
  FlightNumber: form('IATA flight designator', 7, '^[A-Z0-9]{2}\\d{1,4}[A-Z]?$'),
  UnLocode: form('UN/LOCODE', 5, '^[A-Z]{2}[A-Z2-9]{3}$'),
  MunicipalityCode: form('Table 33 (CBS), 4 digits', 4, '^\\d{4}$'),
  LocationCode: form("Code from the agency's own location list", 32, '^[A-Z0-9][A-Z0-9_.-]{0,31}$'),
  Table32: form('BRP table 32, nationality', 4, '^\\d{4}$'),
  IcaoState: form('ICAO Doc 9303 state code', 3, '^[A-Z]{1,3}$'),
  Uuid: form('UUID, lower case', 36, '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  Sha256: form('SHA-256, lower-case hexadecimal', 64, '^[0-9a-f]{64}$'),
  MediaType: form('Media type without parameters', 100, '^[a-z]{1,20}/[a-z0-9.+-]{1,79}$'),
  Email: form('Functional mailbox', 120, '^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,55}$'),
  Phone: form('Telephone number', 20, '^\\+?[0-9 ()-]{6,19}$'),
  DocumentNumber: form('Number of a document', 32, '^[A-Z0-9][A-Z0-9-]{0,31}$'),
  Mrz: form('Machine readable zone, lines joined', 90, '^[A-Z0-9<]{30,90}$'),
  Reference: form("Reference in the sender's own register", 64, '^[A-Za-z0-9][A-Za-z0-9/._:-]{0,63}$'),
  Skn: form('Number of a person in the criminal chain', 12, '^[0-9]{7,12}$'),
  OffenceCode: form('Code of an offence', 40, '^[A-Z0-9][A-Z0-9_.-]{0,39}$'),
  CodeValue: form('Code', 40, '^[A-Z0-9][A-Z0-9_.-]{0,39}$'),
  Endpoint: form('Endpoint code of the exchange rules', 4, '^[A-Z]{2,4}$'),
  PartyName: form('Endpoint, with a unit where there are units', 9, '^[A-Z]{2,4}(?::[A-Z0-9]{2,4})?$'),
  Frequency: line('How often', 60),
  EurAmount: form('Amount in EUR with two decimals, as text: no binary fractions', 12, '^\\d{1,9}\\.\\d{2}$'),
  Bytes32: form('Opaque token', 64, '^[0-9a-f]{64}$'),
  HubText: { avro: 'string', json: { type: 'string', maxLength: 300 }, doc: 'Text of the hub itself' },
  Base64: { avro: 'string', json: { type: 'string', maxLength: 3_000_000 }, doc: 'Bytes of another record, in base64' },
  Int: { avro: 'int', json: { type: 'integer' }, doc: 'Whole number' },
  Long: { avro: 'long', json: { type: 'integer' }, doc: 'Whole number up to 2^53' },
};
