import { REPLAY_KINDS, type PlanOrder, type Selection } from '#lib/replay';
import { readBody, type BodyField } from '../asking/read-body.js';

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 1000;
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const text = (wanted: string): BodyField => ({ check: isText, wanted, optional: true });

const ORDER: Readonly<Record<keyof PlanOrder, BodyField>> = {
  kind: {
    check: (value) => (REPLAY_KINDS as readonly unknown[]).includes(value),
    wanted: `one of ${REPLAY_KINDS.join(', ')}`,
  },
  selection: { check: (value) => typeof value === 'object' && value !== null, wanted: 'an object that says which' },
  narrower: { check: isFlag, wanted: 'true or false', optional: true },
  ratePerSecond: {
    check: (value) => value === null || typeof value === 'number',
    wanted: 'a number of deliveries per second, or null for no limit',
    optional: true,
  },
  reason: { check: isText, wanted: 'a text that says why' },
};

const SELECTION: Readonly<Record<keyof Selection, BodyField>> = {
  deliveryIds: { check: isTexts, wanted: 'a list of delivery ids', optional: true },
  endpoint: text('the code of an endpoint'),
  unit: text('a unit of the endpoint'),
  message: text('the code of a message'),
  group: text('a group of failures'),
  errorClass: text('message or hub'),
  reason: text('the code of a reason'),
  caseKey: text('the pseudonym of a case'),
  held: { check: isFlag, wanted: 'true or false', optional: true },
  records: { check: isTexts, wanted: 'a list of places: partition/offset', optional: true },
  since: text('a moment'),
  until: text('a moment'),
};

/** Forms only; what an order may say is the desk's to judge. @throws ProblemException (400) */
export function readPlanOrder(body: unknown): PlanOrder {
  const order = readBody<PlanOrder>(ORDER, body);
  const selection = readBody<Selection>(SELECTION, order.selection);
  return { ...order, selection, ratePerSecond: order.ratePerSecond ?? null };
}
