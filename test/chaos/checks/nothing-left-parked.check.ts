import type { DeliveryRowSeen } from '../evidence/evidence.js';
import type { Check } from './check.js';

export const nothingLeftParked: Check = {
  id: 'replay',
  promise:
    'once the dead letters were replayed, nothing is parked but behind a removal message whose case is stopped, or what today refuses',
  judge: ({ replay, rows }) => {
    if (replay === null) return { seen: 'nothing was replayed in this run', faults: [] };
    const stopped = new Set(rows.filter(({ state, removal }) => removal && state === 'DEAD').map(caseOf));
    const heads = new Set(rows.filter(({ state, removal }) => !removal && state === 'DEAD').map(caseOf));
    const refused = heads.size <= replay.refused ? heads : new Set<string>();
    const parked = rows.filter(({ state }) => state === 'PARKED');
    const left = parked.filter((row) => !stopped.has(caseOf(row)) && !refused.has(caseOf(row)));
    return {
      seen: `${replay.said}; ${parked.length} parked, ${replay.refused} refused`,
      faults: left.map(({ deliveryId, endpoint }) => `${deliveryId} of ${endpoint} is parked still`),
    };
  },
};

function caseOf({ endpoint, unit, caseKey }: DeliveryRowSeen): string {
  return `${endpoint}:${unit ?? ''} ${caseKey}`;
}
