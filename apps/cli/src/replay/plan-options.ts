import { readFileSync } from 'node:fs';
import type { PlanOrder, ReplayKind, Selection } from '#lib/replay';
import { formOption } from '../options/form-option.js';
import { given } from '../options/given.js';
import { OptionWrong } from '../options/option-wrong.js';
import { partyOption } from '../options/party-option.js';
import { timeOption } from '../options/time-option.js';

/** As commander gives them. */
export interface PlanOptions {
  readonly recipient?: string;
  readonly message?: string;
  readonly class?: string;
  readonly failure?: string;
  readonly since?: string;
  readonly until?: string;
  readonly group?: string;
  readonly case?: string;
  readonly id?: readonly string[];
  readonly idsFrom?: string;
  readonly record?: readonly string[];
  readonly held?: boolean;
  readonly skip?: boolean;
  readonly replace?: boolean;
  readonly reRoute?: boolean;
  readonly backFill?: boolean;
  readonly reRead?: boolean;
  readonly today?: boolean;
  readonly rate?: string;
  readonly reason: string;
}

const KINDS: readonly (readonly [keyof PlanOptions, string, ReplayKind])[] = [
  ['skip', '--skip', 'SKIP'],
  ['replace', '--replace', 'REPLACE'],
  ['reRoute', '--re-route', 'RE_ROUTE'],
  ['backFill', '--back-fill', 'BACK_FILL'],
  ['reRead', '--re-read', 'RE_READ'],
];

/** What was asked on the command line → an order; what an order may say is the console's to judge. @throws OptionWrong */
export function planOrder(options: PlanOptions): PlanOrder {
  const asked = KINDS.filter(([name]) => options[name] === true);
  if (asked.length > 1) throw new OptionWrong(`Give one of ${KINDS.map(([, option]) => option).join(', ')}, or none.`);
  formOption(
    '--rate',
    options.rate,
    /^\d{1,5}(\.\d{1,3})?$/,
    'deliveries per second, more than 0; leave it out for no limit',
  );
  formOption('--case', options.case, /^[0-9a-f]{64}$/, 'the pseudonym of a case; `schakel case` shows it');
  return {
    kind: asked[0]?.[2] ?? 'REDELIVER',
    selection: selectionOf(options),
    ...(options.today === true ? { narrower: false } : {}),
    ratePerSecond: options.rate === undefined ? null : Number(options.rate),
    reason: options.reason,
  };
}

function selectionOf(options: PlanOptions): Selection {
  const recipient = options.recipient === undefined ? undefined : partyOption('--recipient', options.recipient);
  const ids = [...(options.id ?? []), ...idsFrom(options.idsFrom)];
  return {
    ...given('deliveryIds', ids.length === 0 && options.idsFrom === undefined ? undefined : ids),
    ...given('endpoint', recipient?.endpoint),
    ...given('unit', recipient?.unit),
    ...given('message', options.message),
    ...given('group', options.group),
    ...given('errorClass', options.class),
    ...given('reason', options.failure),
    ...given('caseKey', options.case),
    ...(options.held === true ? { held: true } : {}),
    ...given('records', options.record),
    ...given('since', timeOption('--since', options.since)),
    ...given('until', timeOption('--until', options.until)),
  };
}

/** One id a line, of a file or of standard input (`-`). */
function idsFrom(file: string | undefined): readonly string[] {
  if (file === undefined) return [];
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new OptionWrong('--ids-from takes a file with one delivery id a line, or - for standard input.');
  }
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
