import type { PlanView, VerdictKind } from '#lib/replay';
import { colours as pc } from '../colours.js';
import { haltInWords } from './halt-in-words.js';
import { selectionInWords } from './selection-in-words.js';

type Write = (line: string) => void;

/** What each verdict means to the person who reads it, in the order in which they are shown. */
const VERDICTS: Readonly<Record<VerdictKind, string>> = {
  DELIVER: 'would be delivered as then',
  NARROWER: 'would be delivered with less than then',
  WIDER: 'would be delivered with more than then',
  SKIP: 'would be passed by',
  REPLACE: 'would make place for the sender’s corrected message',
  READ: 'would be read again',
  REFUSED: 'refused',
  NEEDS_RE_ROUTE: 'must be decided again first (--re-route)',
  HELD: 'held by a stop',
  DONE: 'the recipient has it',
  OLDER: 'older than what the recipient has',
  BUSY: 'another plan is at work on it',
  BEHIND: 'behind another dead letter of its case',
  NOT_A_HEAD: 'blocks no case: nothing to pass by or replace',
  NO_CORRECTION: 'its sender has sent no corrected message',
  GONE: 'the bytes are no longer there',
  SPENT: 'failed too often for a plan',
  NOT_DEAD: 'not dead (any more)',
  RESOLVED: 'skipped or replaced already',
  UNKNOWN: 'no such delivery',
  UNREADABLE: 'can still not be read or trusted',
};

const REASONS: Readonly<Record<string, string>> = {
  many: 'it is above the number that one person may replay',
  wider: 'more may be given than then',
  skip: 'somebody will not get a message',
  held: 'it releases removal messages that a stop held',
};

/** One plan as it stands, and what to do next. */
export function printPlan(plan: PlanView, write: Write): void {
  const line = (name: string, value: string) => write(`${name.padEnd(12)}${value}`);
  write(`${pc.bold(`Plan ${plan.planId}`)}  ${plan.kind}  ${state(plan)}`);
  line('about', selectionInWords(plan.selection));
  line('reason', plan.reason);
  line('made', `${plan.madeAt} by ${plan.madeBy}`);
  const rate = plan.ratePerSecond === null ? 'as fast as the recipient takes them' : `${plan.ratePerSecond} per second`;
  line('rate', rate);
  if (plan.kind === 'RE_ROUTE' || plan.kind === 'BACK_FILL') {
    line('rules', plan.narrower ? 'the narrower of then and today' : pc.yellow('those of today alone (--today)'));
  }
  if (plan.basis !== null)
    line('made with', `rules ${name(plan.basis.ruleSet)}, schemas ${name(plan.basis.schemaSet)}`);
  printCounts(plan, line);
  printApproval(plan, line);
  printRun(plan, line);
  if (plan.halt !== null) {
    const { by, reason, at } = plan.halt;
    line(
      'halted',
      pc.yellow(
        `${haltInWords(plan.halt)}, at ${at}${by === null ? '' : ` by ${by}`}${reason === null ? '' : `: ${reason}`}`,
      ),
    );
  }
  if (plan.planHash !== null) line('hash', plan.planHash);
  const next = nextStep(plan);
  if (next !== null) write(`\n${next}`);
}

type Line = (name: string, value: string) => void;

function printCounts({ kind, counts, planning, state: now }: PlanView, line: Line): void {
  if (counts === null) {
    if (now === 'PLANNING') line('planning', `${planning.judged} of ${planning.found ?? '?'} judged`);
    return;
  }
  const { items, followers, upgraded, byVerdict, byRefusal, removals } = counts;
  line('items', `${items}${followers === 0 ? '' : `, ${followers} of them parked behind a head`}`);
  for (const [verdict, words] of Object.entries(VERDICTS)) {
    const count = byVerdict[verdict as VerdictKind] ?? 0;
    if (count > 0) line('', `${String(count).padStart(7)}  ${words}`);
  }
  const refusals = Object.entries(byRefusal).map(([code, count]) => `${code} ${count}`);
  if (refusals.length > 0) line('refused', refusals.join(', '));
  const again = kind === 'RE_ROUTE' || kind === 'BACK_FILL';
  const old = again
    ? 'written with an older schema, sent by that of today'
    : 'written with an older schema, sent as they were';
  if (upgraded > 0) line('', `${String(upgraded).padStart(7)}  ${old}`);
  if (removals > 0) line('', `${String(removals).padStart(7)}  removal messages`);
}

function printApproval({ approvalNeededFor, approval }: PlanView, line: Line): void {
  if (approval !== null) return line('approved', `${approval.at} by ${approval.by}`);
  if (approvalNeededFor === null) return;
  if (approvalNeededFor.length === 0) return line('approval', 'none needed');
  line('approval', pc.yellow(`by a second person: ${approvalNeededFor.map((why) => REASONS[why] ?? why).join('; ')}`));
}

function printRun({ run, startedAt, endedAt }: PlanView, line: Line): void {
  if (run === null || startedAt === null) return;
  line(
    'run',
    `${startedAt} to ${endedAt ?? 'now'}: ${run.left} not begun, ${run.underWay} under way, of ${run.toSend}`,
  );
  for (const [outcome, count] of Object.entries(run.byOutcome)) line('', `${String(count).padStart(7)}  ${outcome}`);
  if (run.newFailures > 0) line('', pc.red(`${run.newFailures} new failures that look alike since it began`));
}

/** Without the hash of the content behind it. */
function name(version: string): string {
  return version.split('@', 1)[0] ?? version;
}

function state({ state: now }: PlanView): string {
  if (now === 'DONE') return pc.green(now);
  return now === 'FAILED' || now === 'STOPPED' || now === 'OUTDATED' ? pc.red(now) : pc.yellow(now);
}

/** What to do next, as a command. */
function nextStep({ state: now, planId, approvalNeededFor, counts }: PlanView): string | null {
  const schakel = 'npm run -s schakel -- replay';
  switch (now) {
    case 'PLANNING':
      return `Next: ${schakel} status ${planId} --follow`;
    case 'PLANNED':
      if ((counts?.carriedOut ?? 0) === 0) return 'There is nothing to do in it. Look at the items: `replay show`.';
      if (approvalNeededFor?.length === 0) return `Next: ${schakel} run ${planId} --follow`;
      return `Next, by somebody else who is an approver: ${schakel} approve ${planId}`;
    case 'APPROVED':
    case 'STOPPED':
      return `Next: ${schakel} run ${planId} --follow   (or withdraw it)`;
    case 'RUNNING':
      return `Follow it: ${schakel} status ${planId} --follow   Stop it: ${schakel} stop ${planId} --reason "…"`;
    case 'OUTDATED':
      return 'Rules, schemas or lists have moved on: plan anew.';
    case 'FAILED':
    case 'DONE':
    case 'WITHDRAWN':
      return null;
    default:
      return now satisfies never;
  }
}
