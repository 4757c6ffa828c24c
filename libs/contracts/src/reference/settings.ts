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
}

const NUMBERS = ['flightNoticeHours', 'fingerprintMinAge', 'iomConsentDays', 'lvvRestDays'] as const;

/** Throws when a deadline is missing: no check is made with a guessed number. */
export function loadSettings(folder: SchemaFolder): Settings {
  const settings = jsonIn(folder, 'reference/settings.json') as Settings;
  for (const name of NUMBERS) {
    if (!Number.isSafeInteger(settings[name]) || settings[name] < 0) {
      throw new Error(`Reading schemas/reference/settings.json: ${name} must be a whole number.`);
    }
  }
  for (const term of Object.values(settings.dublinNoticeWorkingDays ?? {})) {
    if (!Number.isSafeInteger(term.usual) || !Number.isSafeInteger(term.specialNeeds)) {
      throw new Error('Reading schemas/reference/settings.json: dublinNoticeWorkingDays needs usual and specialNeeds.');
    }
  }
  return settings;
}
