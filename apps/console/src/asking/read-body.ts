import { ProblemException, type ProblemError } from '#lib/platform';

type Check = (value: unknown) => boolean;

export interface BodyField {
  readonly check: Check;
  readonly wanted: string;
  readonly optional?: boolean;
}

/** A JSON object with these fields and no others; otherwise a 400 that names every fault and repeats no value. */
export function readBody<T extends object>(fields: Readonly<Record<keyof T & string, BodyField>>, body: unknown): T {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const sent = (isObject ? body : {}) as Record<string, unknown>;
  const errors: ProblemError[] = [];
  const fault = (pointer: string, message: string): void => void errors.push({ pointer, code: 'invalid', message });
  if (!isObject) fault('', 'Send a JSON object.');
  const names = Object.keys(fields);
  if (Object.keys(sent).some((name) => !names.includes(name)))
    fault('', `A field is not known. There are: ${names.join(', ')}.`);
  for (const [name, { check, wanted, optional = false }] of Object.entries<BodyField>(fields)) {
    const value = sent[name];
    if (value === undefined ? !optional : !check(value)) fault(`/${name}`, `Takes ${wanted}.`);
  }
  if (errors.length === 0) return sent as T;
  throw new ProblemException({ status: 400, code: 'invalid-content', detail: 'The request was not accepted.', errors });
}
