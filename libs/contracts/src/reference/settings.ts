import { jsonIn, type SchemaFolder } from '../schema-folder.js';

/** Deadlines of the domain page 2.3 that the hub checks (`schemas/reference/settings.json`). */
export interface Settings {
  readonly id: string;
  /** VAL-07: hours between announcement and take-off. */
  readonly flightNoticeHours: number;
  /** VAL-08: working days of notice per responsible state (ISO alpha-2). */
  readonly dublinNoticeWorkingDays: Readonly<Record<string, { readonly usual: number; readonly specialNeeds: number }>>;
  /** VAL-17: years. */
  readonly fingerprintMinAge: number;
  /** Life of a signed IOM application, in days. */
  readonly iomConsentDays: number;
  /** VAL-15: days of rest after the municipal dossier. */
  readonly lvvRestDays: number;
  /** VAL-06: age in hours of the removability check. */
  readonly removabilityCheckHours: number;
  /** VAL-06 and VAL-11 warn unless the participants agree that they refuse (decisions 12). */
  readonly refuseUncheckedRemoval: boolean;
  readonly refuseSensitiveWords: boolean;
}

const NUMBERS = [
  'flightNoticeHours',
  'fingerprintMinAge',
  'iomConsentDays',
  'lvvRestDays',
  'removabilityCheckHours',
] as const;
const SWITCHES = ['refuseUncheckedRemoval', 'refuseSensitiveWords'] as const;

/** Throws when a deadline is missing: no check is made with a guessed number. */
export function loadSettings(folder: SchemaFolder): Settings {
  const settings = jsonIn(folder, 'reference/settings.json') as Settings;
  for (const name of NUMBERS) {
    if (!Number.isSafeInteger(settings[name]) || settings[name] < 0) {
      throw new Error(`Reading schemas/reference/settings.json: ${name} must be a whole number.`);
    }
  }
  for (const name of SWITCHES) {
    if (typeof settings[name] !== 'boolean') {
      throw new Error(`Reading schemas/reference/settings.json: ${name} must be true or false.`);
    }
  }
  for (const term of Object.values(settings.dublinNoticeWorkingDays ?? {})) {
    if (!Number.isSafeInteger(term.usual) || !Number.isSafeInteger(term.specialNeeds)) {
      throw new Error('Reading schemas/reference/settings.json: dublinNoticeWorkingDays needs usual and specialNeeds.');
    }
  }
  return settings;
}
