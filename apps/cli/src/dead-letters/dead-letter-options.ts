import type { DeadLetterFilter } from '#lib/persistence';
import { formOption } from '../options/form-option.js';
import { given } from '../options/given.js';
import { partyOption } from '../options/party-option.js';
import { timeOption } from '../options/time-option.js';

/** As commander gives them. */
export interface DeadLetterOptions {
  readonly recipient?: string;
  readonly message?: string;
  readonly class?: string;
  readonly reason?: string;
  readonly since?: string;
  readonly until?: string;
  readonly group?: string;
  readonly limit?: string;
  readonly page?: string;
}

/** What was asked on the command line → filter, without the group, which is found by its signs. Pure. @throws OptionWrong */
export function deadLetterFilter(options: DeadLetterOptions): DeadLetterFilter {
  formOption('--message', options.message, /^M\d\d$/, 'the code of a message, e.g. M06');
  formOption('--class', options.class, /^(message|hub)$/, 'message or hub');
  formOption('--reason', options.reason, /^[a-z0-9][a-z0-9:-]{0,99}$/, 'a code as the list shows it, e.g. http-400');
  formOption('--group', options.group, /^[0-9a-f]{16}$/, '16 hexadecimal digits, as --groups shows them');
  formOption('--limit', options.limit, /^([1-9]\d{0,2}|1000)$/, 'a number from 1 to 1000');
  const recipient = options.recipient === undefined ? undefined : partyOption('--recipient', options.recipient);
  return {
    ...given('endpoint', recipient?.endpoint),
    ...given('unit', recipient?.unit),
    ...given('code', options.message),
    ...given('errorClass', options.class),
    ...given('reason', options.reason),
    ...given('since', timeOption('--since', options.since)),
    ...given('until', timeOption('--until', options.until)),
  };
}
