import { ENDPOINTS } from '#lib/domain';
import { ITEM_OUTCOMES, PLAN_STATES, REPLAY_KINDS } from '#lib/replay';
import type { QueryForm } from './read-query.js';

/** Ids of the hub: deliveries, decisions, plans. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const one = (words: readonly string[]): RegExp => new RegExp(`^(${words.join('|')})$`);
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** The forms that parameters of the lists have. */
export const FORMS = {
  recipient: {
    form: new RegExp(`^(${ENDPOINTS.join('|')})(:[A-Z0-9]{2,4})?$`),
    wanted: 'a recipient: COA, GEM, GEM:0599',
  },
  message: { form: /^M\d\d$/, wanted: 'the code of a message: M06' },
  class: { form: /^(message|hub)$/, wanted: 'message or hub' },
  reason: { form: /^[a-z0-9][A-Za-z0-9:_-]{0,99}$/, wanted: 'a code as the list shows it: http-400' },
  group: { form: /^[0-9a-f]{16}$/, wanted: 'a group: 16 hexadecimal digits' },
  case: { form: /^[0-9a-f]{64}$/, wanted: 'the pseudonym of a case: 64 hexadecimal digits' },
  since: { form: TIME, wanted: 'a time with its offset: 2026-11-23T08:00:00Z' },
  until: { form: TIME, wanted: 'a time with its offset: 2026-11-23T08:00:00Z' },
  limit: { form: /^([1-9]\d{0,2}|1000)$/, wanted: 'a number from 1 to 1000' },
  after: { form: /^[\w.~-]{1,300}$/, wanted: 'the word that the page before ended with' },
  plan: { form: UUID, wanted: 'the id of a plan' },
  delivery: { form: UUID, wanted: 'the id of a delivery' },
  subject: { form: /^[\w.:@|-]{1,128}$/, wanted: 'the subject of an operator' },
  action: {
    form: /^[a-z-]{1,40}(\.([a-z-]{1,40}|\*))?$/,
    wanted: 'an action: plan.approved, or plan.* for all about plans',
  },
  graceMinutes: { form: /^(\d{1,4}|10080)$/, wanted: 'minutes: 0 to 10080' },
  origin: { form: /^(CASE_LOG|DELIVERY)$/, wanted: 'CASE_LOG or DELIVERY' },
  open: { form: /^(true|false)$/, wanted: 'true or false' },
  state: { form: one(PLAN_STATES), wanted: `one of ${PLAN_STATES.join(', ')}` },
  kind: { form: one(REPLAY_KINDS), wanted: `one of ${REPLAY_KINDS.join(', ')}` },
  outcome: { form: one(ITEM_OUTCOMES), wanted: `one of ${ITEM_OUTCOMES.join(', ')}` },
  verdict: { form: /^[A-Z_]{2,30}$/, wanted: 'a verdict: DELIVER, REFUSED' },
  role: { form: /^(HEAD|FOLLOWER|ALONE)$/, wanted: 'HEAD, FOLLOWER or ALONE' },
} as const satisfies Readonly<Record<string, QueryForm>>;

/** Some of them, by name. */
export function formsOf<N extends keyof typeof FORMS>(...names: readonly N[]): Pick<typeof FORMS, N> {
  return Object.fromEntries(names.map((name) => [name, FORMS[name]])) as Pick<typeof FORMS, N>;
}
