import type { Check } from './check.js';
import { decidedDeliveries } from './first-decisions.js';

export const noDuplicates: Check = {
  id: 'I2',
  promise: 'a message has its effect at a recipient once',
  judge: (evidence) => {
    const decided = decidedDeliveries(evidence);
    const generations = new Map(evidence.rows.map(({ deliveryId, generation }) => [deliveryId, generation]));
    const effects = new Map<string, number>();
    const faults: string[] = [];
    for (const { deliveryId, endpoint, unit } of evidence.arrivals) {
      const known = decided.get(deliveryId);
      if (known === undefined) faults.push(`${endpoint} received ${deliveryId}, which nobody decided`);
      else if (known.cell.recipient !== endpoint || known.cell.unit !== unit)
        faults.push(`${endpoint}:${unit ?? ''} received ${deliveryId}, which is another recipient’s`);
      const messageId = known?.decision.messageId ?? deliveryId;
      const effect = [messageId, endpoint, unit ?? '', generations.get(deliveryId) ?? 0].join(' ');
      effects.set(effect, (effects.get(effect) ?? 0) + 1);
    }
    const twice = [...effects].filter(([, times]) => times > 1);
    faults.push(...twice.map(([effect, times]) => `${effect} had its effect ${times} times`));
    return { seen: `${evidence.arrivals.length} effects at the recipients`, faults };
  },
};
