import type { DecisionSeen, Evidence } from '../evidence/evidence.js';

/** Each decision once: the topic may hold identical repeats (order of writes instead of transactions). */
export function firstDecisions({ decisions }: Evidence): readonly DecisionSeen[] {
  return [...new Map(decisions.map((one) => [one.decisionId, one])).values()];
}

/** Cells by the delivery that they led to, with their decision. */
export function decidedDeliveries(
  evidence: Evidence,
): ReadonlyMap<string, { readonly decision: DecisionSeen; readonly cell: DecisionSeen['cells'][number] }> {
  return new Map(
    firstDecisions(evidence).flatMap((decision) =>
      decision.cells.flatMap((cell) =>
        cell.deliveryId === null ? [] : [[cell.deliveryId, { decision, cell }] as const],
      ),
    ),
  );
}
