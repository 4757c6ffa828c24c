import type { ContentError } from '../inbound/content-error.js';
import { REFUSALS, type Acknowledgement } from './delivery-page.js';

const MOST = 100;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KEYS = ['deliveryId', 'outcome', 'reasonCode'];

export type ReadAcknowledgements =
  | { readonly ok: true; readonly acknowledgements: readonly Acknowledgement[] }
  | { readonly ok: false; readonly errors: readonly ContentError[] };

/** Checks the form of `{ acknowledgements: [...] }`; all errors at once, no value in them. */
export function readAcknowledgements(json: unknown): ReadAcknowledgements {
  const list = isRecord(json) && Object.keys(json).length === 1 ? json.acknowledgements : undefined;
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST) {
    const message = `Expected an object with acknowledgements, 1 to ${MOST} of them, and nothing else.`;
    return { ok: false, errors: [{ pointer: '/acknowledgements', code: 'invalid', message }] };
  }
  const errors = list.flatMap((one: unknown, n) => faultsOf(one, `/acknowledgements/${n}`));
  if (errors.length > 0) return { ok: false, errors };
  const acknowledgements = (list as Acknowledgement[]).map(({ deliveryId, outcome, reasonCode = 'other' }) => {
    return { deliveryId, outcome, reasonCode };
  });
  return { ok: true, acknowledgements };
}

function faultsOf(given: unknown, at: string): ContentError[] {
  if (!isRecord(given)) return [{ pointer: at, code: 'invalid', message: 'Expected an object.' }];
  const faults: ContentError[] = [];
  const fault = (name: string, message: string): void =>
    void faults.push({ pointer: `${at}/${name}`, code: 'invalid', message });
  if (Object.keys(given).some((key) => !KEYS.includes(key))) {
    faults.push({ pointer: at, code: 'unknown-field', message: `Expected ${KEYS.join(', ')} and nothing else.` });
  }
  if (typeof given.deliveryId !== 'string' || !ID.test(given.deliveryId))
    fault('deliveryId', 'Expected a delivery id.');
  if (given.outcome !== 'received' && given.outcome !== 'refused') fault('outcome', 'Expected received or refused.');
  if (given.reasonCode !== undefined && !REFUSALS.includes(given.reasonCode as never)) {
    fault('reasonCode', `Expected one of ${REFUSALS.join(', ')}.`);
  }
  if (given.reasonCode !== undefined && given.outcome === 'received') fault('reasonCode', 'Only with refused.');
  return faults;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
