import type { LedgerFilter } from '#lib/persistence';
import { caseAsked } from '../case/case-asked.js';
import { formOption } from '../options/form-option.js';
import { given } from '../options/given.js';
import { HUB_ID } from '../options/hub-id.js';
import { partyOption } from '../options/party-option.js';
import { timeOption } from '../options/time-option.js';
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

/** What was asked on the command line → filter. Pure. @throws OptionWrong that names the option and what it takes */
export function ledgerFilter(options: LedgerOptions): LedgerFilter {
  const recipient = options.recipient === undefined ? undefined : partyOption('--recipient', options.recipient);
  if (options.sender !== undefined) partyOption('--sender', options.sender);
  formOption('--message', options.message, /^(M\d\d|H\d)$/, 'the code of a message, e.g. M06');
  formOption('--message-id', options.messageId, HUB_ID, 'a UUID, in lower case');
  formOption('--decision', options.decision, HUB_ID, 'a UUID, in lower case');
  formOption('--limit', options.limit, /^([1-9]\d{0,2}|1000)$/, 'a number from 1 to 1000');
  return {
    ...given('recipient', recipient?.endpoint),
    ...given('unit', recipient?.unit),
    ...given('message', options.message),
    ...given('sender', options.sender),
    ...given('refusal', options.refusal),
    ...given('rule', options.rule),
    ...given('outcome', options.outcome),
    ...given('since', timeOption('--since', options.since)),
    ...given('until', timeOption('--until', options.until)),
    ...given('caseKey', options.case === undefined ? undefined : caseAsked(options.case)),
    ...given('messageId', options.messageId),
    ...given('decisionId', options.decision),
    ...given('limit', options.limit === undefined ? undefined : Number(options.limit)),
    ...given('after', options.page === undefined ? undefined : readPage(options.page)),
  };
}
