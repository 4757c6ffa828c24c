import type { Language } from '../../language/language.js';

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: formatOf('en-GB'),
  nl: formatOf('nl-NL'),
};

/** `20 november 2026 om 11:00 uur`, in the time of the Netherlands; the text itself when it is no instant. */
export function dutchTime(instant: string, language: Language): string {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return instant;
  const parts = Object.fromEntries(FORMATS[language].formatToParts(ms).map(({ type, value }) => [type, value]));
  const day = `${parts['day']} ${parts['month']} ${parts['year']}`;
  const clock = `${parts['hour']}:${parts['minute']}`;
  return language === 'nl' ? `${day} om ${clock} uur` : `${day} at ${clock}`;
}

function formatOf(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone: 'Europe/Amsterdam',
  });
}
