import type { QuarantineFilter } from '#lib/persistence';
import { formOption } from '../options/form-option.js';
import { given } from '../options/given.js';
import { timeOption } from '../options/time-option.js';

/** As commander gives them. */
export interface QuarantineOptions {
  readonly origin?: string;
  readonly endpoint?: string;
  readonly reason?: string;
  readonly since?: string;
  readonly until?: string;
  readonly open?: boolean;
  readonly limit?: string;
  readonly page?: string;
}

const ORIGINS = { log: 'CASE_LOG', delivery: 'DELIVERY' } as const;

/** What was asked on the command line → filter. Pure. @throws OptionWrong */
export function quarantineFilter(options: QuarantineOptions): QuarantineFilter {
  formOption('--origin', options.origin, /^(log|delivery)$/, 'log or delivery');
  formOption('--endpoint', options.endpoint, /^[A-Z]{3,4}$/, 'the code of an endpoint, e.g. COA');
  formOption('--reason', options.reason, /^[a-z][a-z-]{0,49}$/, 'a code as the list shows it, e.g. bad-origin');
  formOption('--limit', options.limit, /^([1-9]\d{0,2}|1000)$/, 'a number from 1 to 1000');
  const origin = options.origin === undefined ? undefined : ORIGINS[options.origin as keyof typeof ORIGINS];
  return {
    ...given('origin', origin),
    ...given('endpoint', options.endpoint),
    ...given('reason', options.reason),
    ...given('since', timeOption('--since', options.since)),
    ...given('until', timeOption('--until', options.until)),
    ...given('open', options.open),
  };
}
