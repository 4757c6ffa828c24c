import { seededRandom } from '#lib/contracts';
import { type CaseFacts, type Content, type Party } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { routeRecord } from '#lib/routing';
import { acceptedRecord, storedAt, type TestHub } from '#lib/testing';

const WANTED_BYTES = 500;
const DTV: Party = { endpoint: 'DTV', unit: null };
const COA: Party = { endpoint: 'COA', unit: null };
const POL: Party = { endpoint: 'POL', unit: null };
const NID: Party = { endpoint: 'NID', unit: null };
const ACCEPTED = '2026-11-02T10:00:00.000Z';

/** What makes four endpoints entitled to the message of the bench: IND, COA, POL and NID. */
const FACTS: readonly (readonly [Party, string])[] = [
  [COA, 'COA_HOST'],
  [DTV, 'LKO'],
  [POL, 'POL_SUP'],
  [NID, 'UAM'],
];

/** The records that state those facts for one person. */
export function factRecords(test: TestHub, vNumber: string): readonly RecordToPublish[] {
  return FACTS.map(([sender, fact]) => {
    const content = { vNumber, fact, value: true, from: '2026-11-01T08:00:00.000Z' };
    return acceptedRecord(test, { code: 'H2', sender, id: `${vNumber}-${fact}`, acceptedAt: ACCEPTED, content });
  });
}

/** An interview report (M06) of some 500 bytes; the same every time. */
export function benchContent({ contracts }: TestHub): Content {
  let best: Content = {};
  let distance = Infinity;
  for (let seed = 1; seed <= 200; seed += 1) {
    const content = contracts.sample('M06', seededRandom(seed), {}, { full: true });
    const off = Math.abs(contracts.encode('M06', content).length - WANTED_BYTES);
    if (off < distance) [best, distance] = [content, off];
  }
  return best;
}

export function benchRecord(test: TestHub, content: Content, vNumber: string, turn: number): RecordToPublish {
  const id = `${vNumber}-${turn}`;
  return acceptedRecord(test, { code: 'M06', sender: DTV, id, acceptedAt: ACCEPTED, content: { ...content, vNumber } });
}

/** The facts of a case after those records, folded as the router folds them. */
export function benchFacts(test: TestHub, vNumber: string): CaseFacts {
  let facts: CaseFacts | null = null;
  for (const [offset, record] of factRecords(test, vNumber).entries()) {
    const routed = routeRecord(test.hub, test.inForce, facts, storedAt(record, 0, offset));
    if (routed.kind !== 'ROUTED' || routed.facts === null) throw new Error('Preparing the bench: a fact was refused.');
    facts = routed.facts.facts;
  }
  if (facts === null) throw new Error('Preparing the bench: there are no facts.');
  return facts;
}
