import { ProblemException, type ProblemError } from '#lib/platform';

/** What a parameter of a query looks like, in words for whoever gets it wrong. */
export interface QueryForm {
  readonly form: RegExp;
  readonly wanted: string;
}

export type QueryForms = Readonly<Record<string, QueryForm>>;

/** What was asked, by name; only what was given. */
export type Asked<F extends QueryForms> = { readonly [name in keyof F]?: string };

/** Every parameter in its form, each at most once and no other ones; otherwise a 400 that names every fault and repeats no value. */
export function readQuery<F extends QueryForms>(forms: F, query: unknown): Asked<F> {
  const errors: ProblemError[] = [];
  const fault = (name: string, message: string): void =>
    void errors.push({ pointer: `/${name}`, code: 'invalid', message });
  const asked: Record<string, string> = {};
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    const known = Object.hasOwn(forms, name) ? forms[name] : undefined;
    // The name was sent, too: one that is not known is not repeated.
    if (known === undefined) fault('', `A parameter is not known. There are: ${Object.keys(forms).join(', ')}.`);
    else if (typeof value !== 'string') fault(name, 'Given more than once.');
    else if (!known.form.test(value)) fault(name, `Takes ${known.wanted}.`);
    else asked[name] = value;
  }
  if (errors.length === 0) return asked;
  throw new ProblemException({ status: 400, code: 'invalid-query', detail: 'The request was not accepted.', errors });
}
