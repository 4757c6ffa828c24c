import { seededRandom, type ContractCode } from '#lib/contracts';
import type { Content, Party } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { acceptedRecord } from './accepted-record.fixture.js';
import type { TestHub } from './test-hub.fixture.js';

const COA: Party = { endpoint: 'COA', unit: null };
const DTV: Party = { endpoint: 'DTV', unit: null };
const IND: Party = { endpoint: 'IND', unit: null };

/**
 * A mixed run of accepted records of `cases` persons: facts by their owners, messages with several recipients, one for a mission, a repeat
 * and an id used again. The same for the same seed.
 */
export function caseTraffic(test: TestHub, cases: number, seed = 1): readonly RecordToPublish[] {
  const random = seededRandom(seed);
  const records: RecordToPublish[] = [];
  let count = 0;
  const send = (code: ContractCode, sender: Party, vNumber: string, more: Content): RecordToPublish => {
    count += 1;
    const acceptedAt = new Date(Date.UTC(2026, 10, 2, 8, 0, count)).toISOString();
    const content = { ...test.contracts.sample(code, random, { vNumber }), ...more };
    return acceptedRecord(test, { code, sender, id: `traffic-${seed}-${count}`, acceptedAt, content });
  };
  const fact = (sender: Party, vNumber: string, more: Content): RecordToPublish => {
    count += 1;
    const content = { vNumber, value: true, from: '2026-11-01T08:00:00.000Z', ...more };
    const acceptedAt = new Date(Date.UTC(2026, 10, 2, 8, 0, count)).toISOString();
    return acceptedRecord(test, { code: 'H2', sender, id: `traffic-${seed}-${count}`, acceptedAt, content });
  };
  for (let index = 0; index < cases; index += 1) {
    const vNumber = String(9_999_000_001 + index);
    const interview = send('M06', DTV, vNumber, {});
    records.push(
      fact(COA, vNumber, { fact: 'COA_HOST' }),
      fact(IND, vNumber, { fact: 'COA_HOST' }),
      fact(DTV, vNumber, { fact: 'LKO' }),
      send('M02', IND, vNumber, {}),
      interview,
      fact(DTV, vNumber, { fact: 'LP', recipientUnit: 'EMB:NG' }),
      send('M24', DTV, vNumber, { countryOfApplication: 'NG', caseNumber: `Z-${index}` }),
      interview,
      { ...interview, headers: { ...send('M06', DTV, vNumber, {}).headers } },
    );
  }
  return records;
}
