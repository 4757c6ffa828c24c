import type { Check } from './check.js';
import { decidedDeliveries } from './first-decisions.js';

export const isolation: Check = {
  id: 'I10',
  promise: 'while one recipient is away, all others get what is accepted meanwhile',
  judge: (evidence) => {
    if (evidence.isolation === null) return { seen: 'nobody was away', faults: ['the run never came so far'] };
    const { away, from, until, waited, atRest } = evidence.isolation;
    const meanwhile = new Set(
      evidence.submissions.flatMap(({ answers }) => {
        const accepted = answers.find(({ status }) => status === 202);
        return accepted !== undefined && accepted.at >= from && accepted.at <= until ? [accepted.messageId] : [];
      }),
    );
    const arrivedAt = new Map(evidence.arrivals.map(({ deliveryId, at }) => [deliveryId, at]));
    let others = 0;
    const faults: string[] = [];
    for (const [deliveryId, { decision, cell }] of decidedDeliveries(evidence)) {
      if (!meanwhile.has(decision.messageId) || cell.recipient === away || atRest.has(deliveryId)) continue;
      others += 1;
      const at = arrivedAt.get(deliveryId) ?? Infinity;
      if (at > until) faults.push(`${cell.recipient} got ${deliveryId} only when ${away} was back, or never`);
    }
    if (others === 0) faults.push('nothing was for anybody else: nothing was looked at');
    if (waited === 0) faults.push(`nothing waited for ${away}: it was not away`);
    const seconds = ((until - from) / 1000).toFixed(0);
    return { seen: `${away} away for ${seconds} s: ${others} deliveries for others, ${waited} waited for it`, faults };
  },
};
