import { selectionFaults } from '../selection.js';
import type { PlanOrder } from './plan-order.js';

const SHORTEST = 10;
const LONGEST = 500;
/** Deliveries per second that no recipient of this chain takes; asking for more is a slip of the finger. */
const FASTEST = 10_000;
/** A V-number has ten digits, a BSN nine (or eight): no reason holds so long a number. */
const PERSONAL_NUMBER = /\d[\d .-]{6,}\d/;

/** What is wrong with an order, in words that say what to do; empty when it may be planned. Repeats no value. */
export function planOrderFaults({ kind, selection, ratePerSecond, reason, narrower }: PlanOrder): readonly string[] {
  const faults = [...selectionFaults(kind, selection)];
  if (reason.trim().length < SHORTEST || reason.length > LONGEST) {
    faults.push(`Say why in ${SHORTEST} to ${LONGEST} characters.`);
  }
  if (PERSONAL_NUMBER.test(reason)) {
    faults.push(
      'The reason holds a long number. No V-number, BSN or file number in it: the case is named by the selection.',
    );
  }
  if (ratePerSecond !== null && !(ratePerSecond > 0 && ratePerSecond <= FASTEST)) {
    faults.push(`A rate is more than 0 and at most ${FASTEST} deliveries per second; leave it out for no limit.`);
  }
  if (narrower === false && kind !== 'RE_ROUTE' && kind !== 'BACK_FILL') {
    faults.push('Only what is decided again can be given more than then: RE_ROUTE or BACK_FILL.');
  }
  return faults;
}
