import type { DeliveryRowSeen, Evidence } from '../evidence/evidence.js';
import type { Check } from './check.js';
import { firstDecisions } from './first-decisions.js';

/** On their way past the others of their case: stops have a lane of their own, held removal messages block nobody. */
const inOrder = ({ lane, removal, generation }: DeliveryRowSeen): boolean =>
  lane === 'CASE' && !removal && generation === 0;

export const caseOrder: Check = {
  id: 'I5',
  promise: 'within recipient and case everything arrives in order, numbered without gaps',
  judge: (evidence) => {
    const { arrivals, rows } = evidence;
    const byId = new Map(rows.map((row) => [row.deliveryId, row]));
    const latest = new Map<string, number>();
    const faults: string[] = [...overtakenInTheLog(evidence)];
    for (const { deliveryId, sequence } of arrivals) {
      const row = byId.get(deliveryId);
      if (row === undefined) continue;
      if (sequence !== row.caseSeq) faults.push(`${deliveryId} arrived as number ${sequence}, not ${row.caseSeq}`);
      if (!inOrder(row)) continue;
      const lane = nameOf(row);
      const before = latest.get(lane) ?? 0;
      if (row.caseSeq < before) faults.push(`${deliveryId} (${row.caseSeq}) was overtaken by ${before} of its case`);
      latest.set(lane, Math.max(before, row.caseSeq));
    }
    for (const [lane, numbers] of numbersByLane(rows)) {
      const sorted = numbers.toSorted((one, other) => one - other);
      if (sorted.some((number, index) => number !== index + 1))
        faults.push(`numbers of ${lane} have a gap or a double`);
    }
    return { seen: `${latest.size} recipients and cases, ${rows.length} numbers`, faults };
  },
};

/** The driver sends a message of a case when the one before it was accepted; the log must have them in that order. */
function overtakenInTheLog(evidence: Evidence): readonly string[] {
  const places = new Map(
    firstDecisions(evidence).flatMap(({ messageId, outcome, offset }) =>
      outcome === 'DUPLICATE' ? [] : [[messageId, offset] as const],
    ),
  );
  const latest = new Map<number, number>();
  return evidence.submissions.flatMap(({ id, caseIndex, answers }) => {
    const accepted = answers.find(({ status }) => status === 202);
    const place = places.get(accepted?.messageId ?? '');
    if (place === undefined) return [];
    const before = latest.get(caseIndex) ?? -1;
    latest.set(caseIndex, place);
    return place > before ? [] : [`${id} stands in the log before what was accepted before it`];
  });
}

function numbersByLane(rows: readonly DeliveryRowSeen[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const row of rows) {
    const own = numbers.get(nameOf(row));
    if (own === undefined) numbers.set(nameOf(row), [row.caseSeq]);
    else own.push(row.caseSeq);
  }
  return numbers;
}

function nameOf({ endpoint, unit, caseKey }: DeliveryRowSeen): string {
  return `${endpoint}:${unit ?? ''} ${caseKey}`;
}
