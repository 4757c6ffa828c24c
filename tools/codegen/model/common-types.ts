import { BOOLEAN, array, field, integer, list, oneOf, record, scalar, type RecordModel } from './shape.js';

const documentFields = [
  field('id', scalar('Uuid'), 'Identity of the document at its holder'),
  field('mediaType', scalar('MediaType'), 'Media type'),
  field('sha256', scalar('Sha256'), 'Hash of the bytes (VAL-05)'),
  field('size', integer(0, 2_000_000_000), 'Size in bytes'),
  field('classification', list('Classification'), 'How it must be handled (VAL-05)'),
  field('expiresAt', scalar('DateTime'), 'Until when it may be fetched (VAL-05)'),
];

/** Steps of a plan look alike: measure, milestone and action of the domain page 3.2. */
const step = (name: string, doc: string): RecordModel => ({
  name,
  doc,
  fields: [
    field('code', scalar('CodeValue'), 'What'),
    field('owner', scalar('Endpoint'), 'Who does it'),
    field('dueDate?', scalar('Date'), 'By when'),
    field('state?', oneOf('OPEN', 'DONE', 'DROPPED'), 'How it stands'),
  ],
});

/** The common types of the domain page 3.2. */
export const COMMON_TYPES: readonly RecordModel[] = [
  {
    name: 'Person',
    doc: 'Who it is about. Birth place goes to recipients of identity messages only (VM-6)',
    fields: [
      field('familyName', scalar('Name'), 'Family name'),
      field('prefix?', scalar('Name'), 'Prefix of the family name'),
      field('givenNames?', scalar('Name'), 'Given names'),
      field('birthDate', scalar('PartialDate'), 'Date of birth, parts may be unknown'),
      field('birthPlace?', scalar('Name'), 'Place of birth (VM-6)'),
      field('birthCountry?', scalar('CountryCode'), 'Country of birth'),
      field('sex?', oneOf('M', 'V', 'O'), 'Sex as registered'),
      field('nationalities', array(record('Nationality'), 10), 'Nationalities'),
    ],
  },
  {
    name: 'Nationality',
    doc: 'Nationality by BRP table 32 and ICAO',
    fields: [
      field('brpTable32', scalar('Table32'), 'BRP table 32; 0499 stateless, 0000 unknown'),
      field('icao?', scalar('IcaoState'), 'ICAO Doc 9303'),
    ],
  },
  {
    name: 'LocationRef',
    doc: 'A place by the code of its list',
    fields: [
      field(
        'kind',
        oneOf('COA', 'DJI', 'KMAR', 'POLICE', 'MISSION', 'AIRPORT', 'ADDRESS', 'MUNICIPALITY'),
        'Which list the code is from; for MISSION the code is a country',
      ),
      field('code', scalar('LocationCode'), 'Code'),
      field('name?', scalar('Line'), 'Name'),
    ],
  },
  {
    name: 'TravelDocument',
    doc: 'Travel or identity document',
    fields: [
      field('docType', scalar('CodeValue'), 'ICAO document type'),
      field('number?', scalar('DocumentNumber'), 'Number'),
      field('issuingState?', scalar('IcaoState'), 'Issuing state'),
      field('issueDate?', scalar('Date'), 'Issued'),
      field('expiryDate?', scalar('Date'), 'Expires'),
      field('mrz?', scalar('Mrz'), 'Machine readable zone'),
      field('state', oneOf('VALID', 'EXPIRED', 'FALSE', 'UNKNOWN'), 'State'),
    ],
  },
  {
    name: 'DecisionRef',
    doc: 'A decision of an authority',
    fields: [
      field('kind', scalar('CodeValue'), 'Kind'),
      field('number?', scalar('Reference'), 'Number'),
      field('date', scalar('Date'), 'Date'),
      field('authority?', scalar('Line'), 'Authority'),
    ],
  },
  {
    name: 'EntryBan',
    doc: 'Entry ban',
    fields: [
      field('years', integer(0, 20), 'Length in years'),
      field('from?', scalar('Date'), 'From'),
      field('groundCode?', scalar('CodeValue'), 'Ground'),
      field('sisId?', scalar('Reference'), 'Schengen alert'),
    ],
  },
  {
    name: 'CriminalRef',
    doc: 'A criminal offence by code, never as a story',
    fields: [
      field('offenceCode', scalar('OffenceCode'), 'Offence'),
      field('date?', scalar('Date'), 'Date'),
      field('sentence?', record('Sentence'), 'Sentence'),
    ],
  },
  {
    name: 'Sentence',
    doc: 'Sentence',
    fields: [
      field('kind', scalar('CodeValue'), 'Kind'),
      field('lengthDays?', integer(0, 40_000), 'Length in days'),
      field('startDate?', scalar('Date'), 'Start'),
      field('expectedEnd?', scalar('Date'), 'Expected end'),
    ],
  },
  {
    name: 'PoliceItem',
    doc: 'Police data under the Wpg',
    fields: [
      field('text?', scalar('Text'), 'Text'),
      field('code?', scalar('CodeValue'), 'Code'),
      field('regime', oneOf('WPG'), 'Legal regime'),
      field('wpgArticle', scalar('Line'), 'Article of the Wpg'),
      field('retainUntil', scalar('Date'), 'Retention date'),
    ],
  },
  {
    name: 'FamilyRef',
    doc: 'A relative',
    fields: [
      field('vNumber?', scalar('VNumber'), 'V-number of the relative'),
      field('relation', oneOf('PARTNER', 'CHILD', 'PARENT', 'SIBLING', 'OTHER'), 'Relation'),
      field('birthYear?', integer(1900, 2199), 'Year of birth'),
      field('sameLocation?', BOOLEAN, 'Lives in the same place'),
    ],
  },
  {
    name: 'Guardianship',
    doc: 'Guardianship or supervision order',
    fields: [
      field('kind', oneOf('VOOGDIJ', 'OTS'), 'Kind'),
      field('institution', scalar('Line'), 'Institution'),
      field('contact?', record('Contact'), 'Guardian'),
      field('since?', scalar('Date'), 'Since'),
    ],
  },
  {
    name: 'Contact',
    doc: 'Contact by function; names of officials only where needed',
    fields: [
      field('organisation', scalar('Line'), 'Organisation'),
      field('role?', scalar('Line'), 'Role'),
      field('mailbox?', scalar('Email'), 'Functional mailbox'),
      field('phone?', scalar('Phone'), 'Telephone'),
      field('name?', scalar('Name'), 'Name, only where needed'),
    ],
  },
  { name: 'DocumentRef', doc: 'Reference to a document; the document itself is fetched', fields: documentFields },
  {
    name: 'SealedDocumentRef',
    doc: "Reference to a document encrypted to the medical endpoint's key: the hub can't open it",
    fields: [...documentFields, field('keyId', scalar('Reference'), 'Key to which it is encrypted')],
  },
  {
    name: 'BiometricRef',
    doc: 'Reference to biometric data',
    fields: [
      ...documentFields,
      field('kind', oneOf('FACE', 'FINGER'), 'Kind'),
      field('count', integer(1, 10), 'How many prints or images'),
    ],
  },
  {
    name: 'FaceImage',
    doc: 'Reference to a facial image',
    fields: [...documentFields, field('kind', oneOf('FACE'), 'Kind')],
  },
  {
    name: 'Alias',
    doc: 'Another identity under which the person is known',
    fields: [
      field('familyName', scalar('Name'), 'Family name as used'),
      field('givenNames?', scalar('Name'), 'Given names as used'),
      field('birthDate?', scalar('PartialDate'), 'Date of birth as used'),
      field('nationality?', record('Nationality'), 'Nationality as used'),
      field('source?', scalar('Line'), 'Where it comes from'),
      field('firstSeen?', scalar('Date'), 'First seen'),
    ],
  },
  {
    name: 'Procedure',
    doc: 'A legal procedure',
    fields: [
      field('kind', oneOf('ASIEL', 'REGULIER', 'BEROEP', 'VOVO', 'ART64', 'BEZWAAR'), 'Kind'),
      field('authority?', scalar('Line'), 'Authority'),
      field('filedAt?', scalar('Date'), 'Filed'),
      field('outcome?', scalar('CodeValue'), 'Outcome'),
      field('outcomeAt?', scalar('Date'), 'Date of the outcome'),
      field('suspensive', BOOLEAN, 'Suspends departure'),
    ],
  },
  step('Measure', 'A planned measure'),
  step('Milestone', 'A milestone of the plan'),
  step('Action', 'An agreed action'),
  {
    name: 'EurodacRef',
    doc: 'Eurodac hit, without prints',
    fields: [
      field('hitCategory', integer(1, 3), 'Category'),
      field('memberState', scalar('CountryCode'), 'Member state'),
      field('date', scalar('Date'), 'Date'),
    ],
  },
  {
    name: 'AdequateReception',
    doc: 'Adequate reception for a minor in the country of return',
    fields: [
      field('kind', oneOf('FAMILY', 'INSTITUTION', 'NONE', 'UNKNOWN'), 'Kind'),
      field('place?', scalar('Line'), 'Place'),
      field('country?', scalar('CountryCode'), 'Country'),
      field('confirmedBy?', scalar('Line'), 'Confirmed by'),
      field('confirmedAt?', scalar('Date'), 'Confirmed on'),
    ],
  },
  {
    name: 'Support',
    doc: 'Reintegration support',
    fields: [
      field('programme', scalar('Line'), 'Programme'),
      field('kind', oneOf('IN_KIND', 'CASH', 'COACHING'), 'Kind'),
      field('amountEur?', scalar('EurAmount'), 'Amount in EUR'),
    ],
  },
];
