import type { DeliveryRowSeen } from '../evidence/evidence.js';
import type { Check } from './check.js';

export const nothingLeftParked: Check = {
  id: 'replay',
  promise: 'once the dead letters were replayed, nothing is parked but behind a removal message whose case is stopped',
  judge: ({ replay, rows }) => {
    if (replay === null) return { seen: 'nothing was replayed in this run', faults: [] };
    const stopped = new Set(rows.filter(({ state, removal }) => removal && state === 'DEAD').map(caseOf));
    const parked = rows.filter(({ state }) => state === 'PARKED');
    const left = parked.filter((row) => !stopped.has(caseOf(row)));
    return {
      seen: `${replay.said}; ${parked.length} parked`,
      faults: left.map(({ deliveryId, endpoint }) => `${deliveryId} of ${endpoint} is parked still`),
    };
  },
};

function caseOf({ endpoint, unit, caseKey }: DeliveryRowSeen): string {
  return `${endpoint}:${unit ?? ''} ${caseKey}`;
}
