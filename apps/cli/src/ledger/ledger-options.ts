import { beginOf, ENDPOINTS } from '#lib/domain';
import type { LedgerFilter } from '#lib/persistence';
import { readPage } from './ledger-page.js';

/** As commander gives them. */
export interface LedgerOptions {
  readonly recipient?: string;
  readonly message?: string;
  readonly sender?: string;
  readonly refusal?: string;
  readonly rule?: string;
  readonly outcome?: string;
  readonly since?: string;
  readonly until?: string;
  readonly case?: string;
  readonly messageId?: string;
  readonly decision?: string;
  readonly limit?: string;
  readonly page?: string;
}

export class LedgerOptionWrong extends Error {
  readonly code = 'ledger-option-wrong';
}

/** What was asked on the command line → filter. Pure. @throws LedgerOptionWrong that names the option and what it takes */
export function ledgerFilter(options: LedgerOptions): LedgerFilter {
  const recipient = options.recipient === undefined ? undefined : party('--recipient', options.recipient);
  if (options.sender !== undefined) party('--sender', options.sender);
  check('--message', options.message, /^(M\d\d|H\d)$/, 'the code of a message, e.g. M06');
  check('--limit', options.limit, /^([1-9]\d{0,2}|1000)$/, 'a number from 1 to 1000');
  return {
    ...given('recipient', recipient?.endpoint),
    ...given('unit', recipient?.unit),
    ...given('message', options.message),
    ...given('sender', options.sender),
    ...given('refusal', options.refusal),
    ...given('rule', options.rule),
    ...given('outcome', options.outcome),
    ...given('since', instant('--since', options.since)),
    ...given('until', instant('--until', options.until)),
    ...given('caseKey', options.case),
    ...given('messageId', options.messageId),
    ...given('decisionId', options.decision),
    ...given('limit', options.limit === undefined ? undefined : Number(options.limit)),
    ...given('after', options.page === undefined ? undefined : readPage(options.page)),
  };
}

function given<N extends string, V>(name: N, value: V | undefined): Partial<Record<N, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<N, V>);
}

function party(option: string, text: string): { readonly endpoint: string; readonly unit: string | undefined } {
  const [endpoint = '', unit, more] = text.split(':');
  if (more !== undefined || !(ENDPOINTS as readonly string[]).includes(endpoint)) {
    throw new LedgerOptionWrong(
      `${option} takes an endpoint, with a unit where there are units: COA, GEM:0599, EMB:NG.`,
    );
  }
  return { endpoint, unit };
}

function check(option: string, value: string | undefined, form: RegExp, wanted: string): void {
  if (value !== undefined && !form.test(value)) throw new LedgerOptionWrong(`${option} takes ${wanted}.`);
}

function instant(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = beginOf(text);
  if (at !== null) return new Date(at).toISOString();
  throw new LedgerOptionWrong(
    `${option} takes a date (2026-11-02, from its beginning in the Netherlands) or a time (2026-11-02T14:00:00+01:00).`,
  );
}
