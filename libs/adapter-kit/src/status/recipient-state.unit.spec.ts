import { describe, expect, it } from '@jest/globals';
import { recipientStates } from './recipient-state.js';

const cell = (recipient: string, unit: string | null, deliveryId: string) => ({
  ...{
    recipient,
    unit,
    deliveryId,
    refusal: null,
    ruleId: 'R',
    recipientSchemaId: 1,
    removed: [],
    masked: [],
    read: [],
  },
});

describe('the state of a message at its recipients', () => {
  const cells = [cell('KMAR', null, 'a'), cell('GEM', '0599', 'b'), cell('GEM', '0344', 'c')];
  const rows = [
    { deliveryId: 'a', state: 'HELD' as const },
    { deliveryId: 'b', state: 'DELIVERED' as const },
    { deliveryId: 'c', state: 'HELD' as const },
  ];

  it('is HELD as long as one of its units is not sent to because of a stop', () => {
    expect(recipientStates(cells, rows, true)).toEqual([
      { recipient: 'KMAR', state: 'HELD' },
      { recipient: 'GEM', state: 'HELD' },
    ]);
  });

  it('is WAITING to a sender that may not know of stops', () => {
    expect(recipientStates(cells, rows, false).map(({ state }) => state)).toEqual(['WAITING', 'WAITING']);
  });
});
