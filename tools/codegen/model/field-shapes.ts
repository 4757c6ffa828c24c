import { BOOLEAN, array, integer, list, oneOf, record, scalar, type Shape } from './shape.js';

/** Catalogue notation without its `?`, remarks and regime → shape. */
const NOTATIONS: Readonly<Record<string, Shape>> = {
  boolean: BOOLEAN,
  'const true': { kind: 'true' },
  dateTime: scalar('DateTime'),
  date: scalar('Date'),
  text: scalar('Text'),
  string: scalar('Line'),
  'string, 9 digits, 11-test': scalar('Bsn'),
  'string ^\\d{10}$': scalar('VNumber'),
  vNumber: scalar('VNumber'),
  uuid: scalar('Uuid'),
  consentRef: scalar('Uuid'),
  reference: scalar('Reference'),
  documentRef: record('DocumentRef'),
  'sealed documentRef': record('SealedDocumentRef'),
  biometricRef: record('BiometricRef'),
  image: record('FaceImage'),
  'country code': scalar('CountryCode'),
  'ISO 3166 alpha-2': scalar('CountryCode'),
  'ISO 639': scalar('LanguageCode'),
  'IATA flight designator': scalar('FlightNumber'),
  'UN/LOCODE': scalar('UnLocode'),
  'COA location code': scalar('LocationCode'),
  'DJI institution code': scalar('LocationCode'),
  'municipality code': scalar('MunicipalityCode'),
  'table 33 code': scalar('MunicipalityCode'),
  Strafrechtsketennummer: scalar('Skn'),
  'PIL data element': list('PilElement'),
  'integer 1..4': integer(1, 4),
  'integer 1..8': integer(1, 8),
  integer: integer(0, 999),
};

/** Which code list a `code` or `code[]` field takes its values from. */
const CODE_LISTS: Readonly<Record<string, string>> = {
  legalGroundCode: 'StopGround',
  outcomeCodes: 'InterviewOutcome',
  riskFlags: 'RiskFlag',
  safetyFlag: 'RiskFlag',
  safetyConcern: 'RiskFlag',
  publicOrderFlag: 'RiskFlag',
  grounds: 'DetentionGround',
  travelConditions: 'TravelCondition',
  regime: 'DetentionRegime',
  liftReason: 'LiftReason',
  questionSet: 'MedicalQuestion',
  medicationToCarry: 'MedicationNeed',
  conditions: 'ClearanceCondition',
  reasonIfRefused: 'ClearanceRefusal',
  departureEfforts: 'DepartureEffort',
  incidentKind: 'IncidentKind',
};

/** Where the notation says less than the field means. */
const BY_NAME: Readonly<Record<string, Shape>> = {
  caseNumber: scalar('CaseNumber'),
  bsn: scalar('Bsn'),
  departureTermDays: integer(0, 365),
  frequency: scalar('Frequency'),
  escortForm: list('EscortForm'),
  offenceCode: scalar('OffenceCode'),
  sisReturnAlertId: scalar('Reference'),
  dublinNetRef: scalar('Reference'),
  eurodacRef: scalar('Reference'),
  documentNumber: scalar('DocumentNumber'),
  flightNumber: scalar('FlightNumber'),
};

/** Reads one type notation of the catalogue; throws on one that it does not know, so that a new notation is never guessed at. */
export function shapeOf(name: string, notation: string): { shape: Shape; optional: boolean } {
  const bare = notation
    .replace(/ regime=WPG$/, '')
    .replace(/ \([^)]*\)$/, '')
    .trim();
  const known = BY_NAME[name];
  if (known !== undefined) return { shape: known, optional: /\?/.test(bare) };
  const choice = /^enum(\?)? (.+)$/.exec(bare);
  if (choice?.[2] !== undefined) return { shape: oneOf(...choice[2].split('|')), optional: choice[1] === '?' };
  const fixed = /^const ([A-Z0-9_]+)$/.exec(bare);
  if (fixed?.[1] !== undefined) return { shape: oneOf(fixed[1]), optional: false };
  const optional = bare.endsWith('?');
  const inner = optional ? bare.slice(0, -1) : bare;
  const many = inner.endsWith('[]');
  const one = many ? inner.slice(0, -2) : inner;
  const shape = oneShape(name, one);
  return { shape: many ? array(shape) : shape, optional };
}

function oneShape(name: string, one: string): Shape {
  if (one === 'code') {
    const codes = CODE_LISTS[name];
    if (codes === undefined) throw new Error(`Reading the catalogue: field ${name} has no code list.`);
    return list(codes);
  }
  const shape = NOTATIONS[one];
  if (shape !== undefined) return shape;
  if (/^[A-Z][A-Za-z]+$/.test(one)) return record(one);
  throw new Error(`Reading the catalogue: field ${name} has the unknown type notation "${one}".`);
}
