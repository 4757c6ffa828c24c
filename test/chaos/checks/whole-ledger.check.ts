import type { Check } from './check.js';
import { firstDecisions } from './first-decisions.js';

export const wholeLedger: Check = {
  id: 'I6',
  promise:
    'each record of the case log, from the first to the last, has one decision, repeats are the same bytes, and the ledger holds them all',
  judge: (evidence) => {
    const { decisions, logEnds, ledger } = evidence;
    const hashes = new Map<string, string>();
    const ids = new Map<string, string>();
    const faults: string[] = [];
    for (const { partition, offset, decisionId, hash } of decisions) {
      const place = `${partition}/${offset}`;
      if ((hashes.get(decisionId) ?? hash) !== hash) faults.push(`decision ${decisionId} is there with other content`);
      if ((ids.get(place) ?? decisionId) !== decisionId) faults.push(`record ${place} was decided twice`);
      hashes.set(decisionId, hash);
      ids.set(place, decisionId);
    }
    const firsts = firstDecisions(evidence);
    let records = 0;
    for (const { partition, low, high } of logEnds) {
      records += high - low;
      const without = placesOf(low, high).filter((offset) => !ids.has(`${partition}/${offset}`));
      if (without.length > 0) {
        faults.push(`${without.length} records of partition ${partition} have no decision, ${without[0]} first`);
      }
      const beyond = firsts.filter((one) => one.partition === partition && one.offset >= high).length;
      if (beyond > 0) faults.push(`${beyond} decisions of partition ${partition} have no record`);
    }
    if (records === 0) faults.push('the case log is empty: nothing was looked at');
    const cells = firsts.reduce((sum, one) => sum + one.cells.length, 0);
    if (ledger.decisions !== firsts.length)
      faults.push(`${firsts.length} decisions, ${ledger.decisions} in the ledger`);
    if (ledger.cells !== cells) faults.push(`${cells} cells decided, ${ledger.cells} in the ledger`);
    const repeated = decisions.length - firsts.length;
    return { seen: `${records} records, ${firsts.length} decisions (${repeated} repeated), ${cells} cells`, faults };
  },
};

/** Nothing is ever removed from the case log, and nobody writes transactions to it: each offset is a record. */
function placesOf(low: number, high: number): readonly number[] {
  return Array.from({ length: high - low }, (_, n) => low + n);
}
