import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import type { Cell, Endpoint } from '#lib/domain';
import { acceptedRecord, storedAt, testHub } from '#lib/testing';
import { authenticRecord } from '../record/authentic-record.js';
import { caseMessage } from '../record/case-message.js';
import { deliverCells } from './deliver-cells.js';

const test = testHub();
const DTV = { endpoint: 'DTV', unit: null } as const;

function deliveredTo(recipient: Endpoint, unit: string | null): ReturnType<typeof deliverCells> {
  const { hub, contracts, programs } = test;
  const content = contracts.sample('M38', seededRandom(7), { vNumber: '9999000001' });
  const sent = acceptedRecord(test, { code: 'M38', sender: DTV, id: '1', acceptedAt: '2026-11-02T10:00:00Z', content });
  const stored = storedAt(sent, 0, 5);
  const record = authenticRecord(hub.keys, stored);
  if (record === null) throw new Error('Making a test record: it is not authentic.');
  const message = caseMessage(record, 'M38', DTV, content);
  const place = {
    hub,
    program: programs.newest,
    stored,
    record,
    message,
    code: 'M38',
    decisionId: 'd',
    generation: 0,
  } as const;
  const cell: Cell = { recipient, unit, refusal: null, ruleId: null, removed: [], masked: [], read: {} };
  return deliverCells({ ...place, caseKey: stored.key ?? '' }, [cell]);
}

describe('a cell that the rules deliver', () => {
  it.each(['GEM', 'EMB'] as const)(
    'is refused where no unit of %s is named: it would reach nobody in particular',
    (endpoint) => {
      const { cells, deliveries, references, refused } = deliveredTo(endpoint, null);
      expect(cells).toMatchObject([{ cell: { refusal: 'DENY_CONDITION', removed: [], masked: [] }, deliveryId: null }]);
      expect([deliveries, references, refused]).toEqual([[], [], { DENY_CONDITION: 1 }]);
    },
  );

  it('goes to the unit that it names', () => {
    const [delivery] = deliveredTo('EMB', 'NG').deliveries;
    expect(delivery?.headers['schakel-unit']).toBe('NG');
  });
});
