/** What the pages say, Dutch first: the console is for Dutch authorities. */
export const PAGE_TEXTS = {
  nl: {
    logIn: 'Inloggen bij de Schakel-console',
    user: 'Gebruikersnaam',
    password: 'Wachtwoord',
    go: 'Inloggen',
    wrong: 'Gebruikersnaam of wachtwoord klopt niet.',
    slower: 'Te vaak geprobeerd. Wacht en probeer het opnieuw.',
    enterCode: 'Vul de code in die uw opdrachtregel toont',
    code: 'Code',
    continue: 'Verder',
    codeWrong: 'Deze code is onbekend, verlopen of al gebruikt.',
    aborted: 'Afgebroken. De opdrachtregel krijgt geen toegang.',
    confirm: 'Staat precies deze code op uw eigen scherm?',
    confirmWhy: 'Zo niet, breek dan af: een ander probeert dan met uw naam in te loggen.',
    abort: 'Afbreken',
    done: 'U bent ingelogd. Dit venster kan dicht; de opdrachtregel gaat verder.',
    failed: 'Dit ging niet. Begin opnieuw bij de opdrachtregel of de console.',
    other: 'English',
  },
  en: {
    logIn: 'Log in to the Schakel console',
    user: 'User name',
    password: 'Password',
    go: 'Log in',
    wrong: 'User name or password is not right.',
    slower: 'Tried too often. Wait, and try again.',
    enterCode: 'Enter the code that your command line shows',
    code: 'Code',
    continue: 'Continue',
    codeWrong: 'This code is unknown, has expired or has been used.',
    aborted: 'Aborted. The command line gets no access.',
    confirm: 'Does your own screen show exactly this code?',
    confirmWhy: 'If not, abort: somebody else is trying to log in under your name.',
    abort: 'Abort',
    done: 'You are logged in. This window may be closed; the command line goes on.',
    failed: 'That did not work. Begin again at the command line or the console.',
    other: 'Nederlands',
  },
} as const;

export type PageLanguage = keyof typeof PAGE_TEXTS;
export type PageTexts = (typeof PAGE_TEXTS)[PageLanguage];

/** By the browser's first wish; Dutch unless it is English. */
export function pageLanguage(acceptLanguage: string | undefined): PageLanguage {
  const first = /^\s*([a-z]{2})\b/i.exec(acceptLanguage ?? '')?.[1]?.toLowerCase();
  return first === 'en' ? 'en' : 'nl';
}
