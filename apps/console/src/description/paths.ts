import { operation, pageOf, ref } from './operation.js';
import type { Json } from './json-document.js';

const EVENTS = (what: string, data: string): Json => ({
  'text/event-stream': {
    schema: { type: 'string', description: `Events \`${what}\`; a comment shows that the connection lives.` },
    'x-event-data': ref(data),
  },
});
const LIST = ['limit', 'after'] as const;
const FAILED = ['recipient', 'message', 'class', 'reason', 'since', 'until', 'group'] as const;
const PLAN_CHANGED = {
  answer: ref('Plan'),
  tag: 'replay',
  path: ['id'],
  problems: ['404', '409', '413', '415'],
} as const;

/** Every address of the console, below `/v1`. */
export const PATHS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  '/me': {
    get: operation({
      ...{ id: 'readMe', tag: 'access', summary: 'Who one is, and what that allows', needs: 'any-operator' },
      answer: ref('Me'),
    }),
  },
  '/recipients': {
    get: operation({
      ...{ id: 'listRecipients', tag: 'standing', summary: 'How each recipient is doing', needs: 'read-lists' },
      ...{ query: ['recipient'], answer: pageOf('RecipientLoad') },
    }),
  },
  '/balance': {
    get: operation({
      ...{
        id: 'readBalance',
        tag: 'standing',
        summary: 'Whether anything is lost, per recipient',
        needs: 'read-lists',
      },
      description:
        'in = refused + delivered + withheld + held + waiting + dead. Reads every cell once: not for every second.',
      ...{ query: ['recipient', 'graceMinutes'], answer: ref('Balance') },
    }),
  },
  '/blocked-cases': {
    get: operation({
      ...{ id: 'listBlockedCases', tag: 'standing', summary: 'Cases that stand still at a recipient, longest first' },
      ...{ needs: 'read-lists', query: ['recipient', 'case', ...LIST], more: { state: 'BLOCKED or DRAINING' } },
      answer: pageOf('BlockedCase'),
    }),
  },
  '/dead-letters': {
    get: operation({
      ...{ id: 'listDeadLetters', tag: 'dead letters', summary: 'What failed for good, longest dead first' },
      ...{ needs: 'read-lists', query: [...FAILED, ...LIST], answer: pageOf('DeadLetter') },
    }),
  },
  '/dead-letters/{id}': {
    get: operation({
      ...{ id: 'readDeadLetter', tag: 'dead letters', summary: 'One with its decision and receipts' },
      ...{ needs: 'read-cases', description: 'Nothing of its content. Written down in the audit trail.' },
      ...{ path: ['id'], answer: ref('DeadLetterCard'), problems: ['404'] },
    }),
  },
  '/dead-letter-groups': {
    get: operation({
      ...{ id: 'listDeadLetterGroups', tag: 'dead letters', summary: 'What looks alike, largest first' },
      ...{ needs: 'read-lists', query: FAILED, answer: pageOf('DeadLetterGroup') },
    }),
  },
  '/alarms': {
    get: operation({
      ...{ id: 'listAlarms', tag: 'standing', summary: 'What somebody must look at now', needs: 'read-lists' },
      ...{ description: 'Most urgent first; each says what to do.', answer: ref('Alarms'), problems: ['400'] },
    }),
  },
  '/alarms/events': {
    get: operation({
      ...{ id: 'followAlarms', tag: 'standing', summary: 'The same at every change', needs: 'read-lists' },
      ...{
        description: 'Server-sent events `alarms`; ends with the token.',
        answer: EVENTS('alarms', 'AlarmsChanged'),
      },
    }),
  },
  '/quarantine': {
    get: operation({
      ...{ id: 'listQuarantine', tag: 'quarantine', summary: 'Records that could not be read or trusted' },
      ...{ needs: 'read-lists', query: ['origin', 'recipient', 'reason', 'since', 'until', 'open', ...LIST] },
      answer: pageOf('QuarantinedRecord'),
    }),
  },
  '/quarantine/{id}': {
    get: operation({
      ...{ id: 'readQuarantinedRecord', tag: 'quarantine', summary: 'One of them', needs: 'read-lists', path: ['id'] },
      ...{ answer: ref('QuarantinedRecord'), problems: ['404'] },
    }),
  },
  '/quarantine-counts': {
    get: operation({
      ...{ id: 'countQuarantine', tag: 'quarantine', summary: 'How many there are, by reason', needs: 'read-lists' },
      ...{ answer: pageOf('QuarantineCount'), problems: ['400'] },
    }),
  },
  '/cases/{case}/time-line': {
    get: operation({
      ...{ id: 'readTimeLine', tag: 'cases', summary: 'One case in the order of its log' },
      ...{ needs: 'read-cases', description: 'Written down in the audit trail.', path: ['case'], query: LIST },
      ...{ answer: ref('TimeLine'), problems: ['404'] },
    }),
  },
  '/case-searches': {
    post: operation({
      ...{ id: 'searchCase', tag: 'cases', summary: 'The pseudonym of a case, from a V-number' },
      ...{
        needs: 'read-cases',
        description: 'The V-number stands in the body alone. Written down in the audit trail.',
      },
      ...{ body: 'CaseSearch', answer: ref('CaseFound') },
    }),
  },
  '/decisions/{id}': {
    get: operation({
      ...{ id: 'readDecision', tag: 'cases', summary: 'One decision, cell by cell', needs: 'read-cases', path: ['id'] },
      ...{ description: 'Written down in the audit trail.', answer: ref('Decision'), problems: ['404'] },
    }),
  },
  '/replay-plans': {
    get: operation({
      ...{ id: 'listPlans', tag: 'replay', summary: 'Plans, newest first', needs: 'read-lists' },
      ...{ query: ['state', 'kind', ...LIST], more: { madeBy: 'the subject of an operator' }, answer: pageOf('Plan') },
    }),
    post: operation({
      ...{ id: 'makePlan', tag: 'replay', summary: 'Have a replay planned', needs: 'make-plans', body: 'PlanOrder' },
      description: 'Answers at once, in state PLANNING; the dry run goes on by itself. Nothing is sent by it.',
      ...{ status: '201', answer: ref('Plan') },
    }),
  },
  '/replay-plans/{id}': {
    get: operation({
      ...{ id: 'readPlan', tag: 'replay', summary: 'A plan as it stands', needs: 'read-lists', path: ['id'] },
      ...{ answer: ref('Plan'), problems: ['404'] },
    }),
  },
  '/replay-plans/{id}/items': {
    get: operation({
      ...{
        id: 'listPlanItems',
        tag: 'replay',
        summary: 'What it is about, in the order of the run',
        needs: 'read-lists',
      },
      ...{ path: ['id'], query: ['verdict', 'outcome', 'role', 'delivery', ...LIST] },
      ...{ answer: pageOf('PlanItem'), problems: ['404'] },
    }),
  },
  '/replay-plans/{id}/events': {
    get: operation({
      ...{ id: 'followPlan', tag: 'replay', summary: 'The plan each time it has changed', needs: 'read-lists' },
      description:
        'Server-sent events `plan`, whose data is a Plan; ends with the token, or when nothing more is to come.',
      ...{ path: ['id'], answer: EVENTS('plan', 'Plan'), problems: ['404'] },
    }),
  },
  '/replay-plans/{id}/audit-entries': {
    get: operation({
      ...{ id: 'listPlanAudit', tag: 'replay', summary: 'Who did what with it, oldest first', needs: 'read-cases' },
      ...{ path: ['id'], answer: pageOf('AuditEntry'), problems: ['404'] },
    }),
  },
  '/replay-plans/{id}/approvals': {
    post: operation({
      ...{ id: 'approvePlan', summary: 'Approve the plan that one has looked at', needs: 'approve-plans' },
      description: 'Bound to its hash. Nobody approves their own.',
      ...{ ...PLAN_CHANGED, body: 'Approval' },
    }),
  },
  '/replay-plans/{id}/runs': {
    post: operation({
      ...{ id: 'runPlan', summary: 'Run it, or go on with it', needs: 'make-plans', ...PLAN_CHANGED },
    }),
  },
  '/replay-plans/{id}/stops': {
    post: operation({
      ...{ id: 'stopPlan', summary: 'Stop it', needs: 'make-plans', ...PLAN_CHANGED, body: 'Reason' },
      description: 'Nothing more is begun once this has answered.',
    }),
  },
  '/replay-plans/{id}/withdrawals': {
    post: operation({
      ...{ id: 'withdrawPlan', summary: 'Withdraw it for good', needs: 'make-plans', ...PLAN_CHANGED, body: 'Reason' },
    }),
  },
  '/audit-entries': {
    get: operation({
      ...{ id: 'listAudit', tag: 'audit', summary: 'Who did and saw what, newest first', needs: 'read-audit' },
      ...{
        query: ['action', 'plan', 'case', 'since', 'until', ...LIST],
        more: { actor: 'the subject of an operator' },
      },
      answer: pageOf('AuditEntry'),
    }),
  },
};
