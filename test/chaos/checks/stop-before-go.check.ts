import type { Evidence } from '../evidence/evidence.js';
import type { Check } from './check.js';
import { decidedDeliveries } from './first-decisions.js';

/** An attempt that began before the stop was accepted may still be on its way; it reaches the recipient within this. */
const ON_ITS_WAY_MS = 10_000;

export const stopBeforeGo: Check = {
  id: 'D4',
  promise: 'after a stop is accepted no removal message of the case is delivered any more',
  judge: (evidence) => {
    const stopped = stopsByCase(evidence);
    const cases = new Map(
      evidence.submissions.flatMap(({ caseIndex, answers }) =>
        answers.flatMap(({ messageId }) => (messageId === null ? [] : [[messageId, caseIndex] as const])),
      ),
    );
    const removals = new Set(evidence.rows.filter(({ removal }) => removal).map(({ deliveryId }) => deliveryId));
    const decided = decidedDeliveries(evidence);
    const faults: string[] = [];
    for (const { deliveryId, at, endpoint } of evidence.arrivals) {
      if (!removals.has(deliveryId)) continue;
      const since = stopped.get(cases.get(decided.get(deliveryId)?.decision.messageId ?? '') ?? -1);
      if (since !== undefined && at > since + ON_ITS_WAY_MS) {
        faults.push(`${endpoint} received ${deliveryId} ${((at - since) / 1000).toFixed(1)} s after the stop`);
      }
    }
    const held = evidence.rows.filter(({ state }) => state === 'HELD').length;
    return { seen: `${stopped.size} stopped cases, ${removals.size} removal messages, ${held} held`, faults };
  },
};

/** Cases with a ground that was never ended → when the first such stop was accepted, ms since 1970. */
function stopsByCase({ submissions }: Evidence): ReadonlyMap<number, number> {
  const ended = new Set(
    submissions.flatMap(({ stop, caseIndex }) => (stop?.opens === false ? [`${caseIndex} ${stop.ground}`] : [])),
  );
  const since = new Map<number, number>();
  for (const { stop, caseIndex, answers } of submissions) {
    const accepted = answers.find(({ status }) => status === 202)?.at;
    if (stop?.opens !== true || accepted === undefined || ended.has(`${caseIndex} ${stop.ground}`)) continue;
    since.set(caseIndex, Math.min(since.get(caseIndex) ?? Infinity, accepted));
  }
  return since;
}
