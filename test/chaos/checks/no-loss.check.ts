import type { Check } from './check.js';
import { decidedDeliveries, firstDecisions } from './first-decisions.js';

/** Where a delivery may rest for good or until a person decides. PARKED and HELD are seen by operators, with what happens next. */
const ACCOUNTED: ReadonlySet<string> = new Set(['DELIVERED', 'WITHHELD', 'HELD', 'PARKED', 'DEAD']);

export const noLoss: Check = {
  id: 'I1',
  promise: 'every accepted message is decided, and each of its deliveries arrived, is held, parked, withheld or dead',
  judge: (evidence) => {
    const decided = new Set(firstDecisions(evidence).map(({ messageId }) => messageId));
    const accepted = evidence.submissions.filter(({ answers }) => answers.some(({ status }) => status === 202));
    const undecided = accepted.filter(({ answers }) =>
      answers.some(({ status, messageId }) => status === 202 && !decided.has(messageId ?? '')),
    );
    const arrived = new Set(evidence.arrivals.map(({ deliveryId }) => deliveryId));
    const states = new Map(evidence.rows.map(({ deliveryId, state }) => [deliveryId, state]));
    const deliveries = [...decidedDeliveries(evidence).keys()];
    const lost = deliveries.filter((id) => {
      const state = states.get(id) ?? 'no row';
      return !arrived.has(id) && (!ACCOUNTED.has(state) || state === 'DELIVERED');
    });
    return {
      seen: `${accepted.length} accepted, ${deliveries.length} deliveries decided, ${arrived.size} arrived`,
      faults: [
        ...undecided.map(({ id }) => `${id} was accepted and never decided`),
        ...lost.map((id) => `delivery ${id} never arrived (${states.get(id) ?? 'no row'})`),
      ],
    };
  },
};
