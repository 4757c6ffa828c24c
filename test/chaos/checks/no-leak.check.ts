import type { Check } from './check.js';
import { decidedDeliveries } from './first-decisions.js';

export const noLeak: Check = {
  id: 'I3',
  promise: 'no recipient sees a value that the rules keep from it, nor one of another message',
  judge: (evidence) => {
    const decided = decidedDeliveries(evidence);
    const numbers = new Map(
      evidence.submissions.flatMap(({ n, answers }) =>
        answers.flatMap(({ messageId }) => (messageId === null ? [] : [[messageId, n] as const])),
      ),
    );
    let looked = 0;
    const faults: string[] = [];
    for (const { deliveryId, endpoint, canaries } of evidence.arrivals) {
      const known = decided.get(deliveryId);
      const own = evidence.canaries.get(numbers.get(known?.decision.messageId ?? '') ?? -1) ?? [];
      for (const text of canaries) {
        looked += 1;
        const planted = own.find((canary) => canary.text === text);
        if (planted === undefined) faults.push(`${endpoint} received a value of another message in ${deliveryId}`);
        else if (planted.birthPlace || known?.cell.removed.includes(planted.field) === true)
          faults.push(`${endpoint} received ${planted.field} in ${deliveryId}`);
      }
    }
    if (looked === 0) faults.push('no canary arrived anywhere: nothing was looked at');
    return { seen: `${looked} planted values among what arrived`, faults };
  },
};
