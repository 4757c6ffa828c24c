import { dateText, instantText } from '../avro/instant.js';
import type { Dice } from './dice.js';

const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DAY = 86_400_000;

const FAMILY_NAMES = [
  'Voorbeeld',
  'De Testpersoon',
  'Fictief',
  'Probeersel',
  'Özdemir-Test',
  'Van ’t Denkbeeld',
  'Ბერიძე',
];
const GIVEN_NAMES = ['Alexis', 'Noor', 'Chidi', 'Anahit', 'Luan', 'Selam', 'Zoë', 'Giorgi'];
const WORDS = [
  'Verzonnen',
  'tekst',
  'voor',
  'een',
  'test',
  'zonder',
  'echte',
  'persoon',
  'afspraak',
  'volgt',
  'naïef',
  'één',
];

/** BSN that pass the 11-test and belong to nobody: the domain page's fixed ones and the 99999 range. */
const BSNS = ['111222333', '999990019', '999990020', '999990032', '999990044'];
const NATIONALITY_CODES = ['0137', '0030', '0040', '0050', '0084', '0131', '0339', '0117'];

export interface Moment {
  /** The moment that dates hang on, in milliseconds. */
  readonly at: number;
}

type Make = (dice: Dice, moment: Moment) => string;

const line: Make = (dice) => words(dice, dice.between(2, 5));

/** One invented value for each scalar definition of the JSON Schemas; the V-numbers are of the range that nobody has. */
export const SAMPLE_SCALARS: Readonly<Record<string, Make>> = {
  VNumber: (dice) => `9999${String(dice.between(100, 999_999)).padStart(6, '0')}`,
  Bsn: (dice) => dice.pick(BSNS),
  CaseNumber: (dice) => `DTV-${dice.text(DIGITS, 8)}`,
  Text: (dice) => words(dice, dice.between(4, 25)),
  Line: line,
  Name: (dice) => dice.pick([...FAMILY_NAMES, ...GIVEN_NAMES]),
  Frequency: (dice) => dice.pick(['weekly', 'twice a week', 'daily']),
  Date: (dice, { at }) => dateText(Math.floor(at / DAY) + dice.between(-400, 400)),
  PartialDate: (dice) => `${dice.between(1950, 2015)}-${dice.pick(['00-00', '07-00', '04-02', '11-30', '02-28'])}`,
  DateTime: (dice, { at }) =>
    instantText(at + dice.between(-30 * 24 * 60, 30 * 24 * 60) * 60_000 + dice.between(0, 999)),
  CountryCode: (dice) => dice.pick(['NG', 'GE', 'AM', 'AL', 'ER', 'MA', 'TR', 'GM']),
  LanguageCode: (dice) => dice.pick(['en', 'fr', 'ka', 'ti', 'hy', 'sq', 'ara']),
  FlightNumber: (dice) => `${dice.pick(['KL', 'LH', 'TK', 'W6'])}${dice.between(1, 9999)}`,
  UnLocode: (dice) => dice.pick(['NLAMS', 'NGLOS', 'GETBS', 'AMEVN', 'ALTIA', 'DEFRA']),
  MunicipalityCode: (dice) => dice.pick(['0599', '0344', '0363', '0014', '0772']),
  LocationCode: (dice) => `L${dice.text(CAPITALS, 3)}-${dice.text(DIGITS, 3)}`,
  Table32: (dice) => dice.pick(NATIONALITY_CODES),
  IcaoState: (dice) => dice.pick(['NGA', 'GEO', 'ARM', 'ALB', 'ERI', 'D', 'XXA']),
  Uuid: (dice) => [8, 4, 4, 4, 12].map((length) => dice.text(HEX, length)).join('-'),
  Sha256: (dice) => dice.text(HEX, 64),
  MediaType: (dice) => dice.pick(['application/pdf', 'image/jpeg']),
  Email: (dice) => `postbus-${dice.text(DIGITS, 4)}@voorbeeld.example`,
  Phone: (dice) => `+31 85 ${dice.text(DIGITS, 7)}`,
  DocumentNumber: (dice) => `TEST${dice.text(CAPITALS, 2)}${dice.text(DIGITS, 6)}`,
  Mrz: (dice) => `P<UTO${dice.text(`${CAPITALS}<`, 39)}${dice.text(DIGITS, 44)}`,
  Reference: (dice) => `REF-${dice.text(DIGITS, 8)}`,
  Skn: (dice) => dice.text(DIGITS, 10),
  OffenceCode: (dice) => `SR${dice.between(100, 420)}`,
  CodeValue: (dice) => `C${dice.text(CAPITALS, 2)}_${dice.text(DIGITS, 2)}`,
  Endpoint: (dice) => dice.pick(['DTV', 'IND', 'COA', 'POL', 'KMAR', 'IOM']),
  PartyName: (dice) => dice.pick(['VWN', 'COA', 'GEM:0599', 'EMB:NG']),
  EurAmount: (dice) => `${dice.between(1, 5000)}.${dice.text(DIGITS, 2)}`,
};

function words(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => dice.pick(WORDS)).join(' ');
}
