import { describe, expect, it } from '@jest/globals';
import { decisionIdOf, deliveryIdOf, messageIdOf } from '#lib/platform';
import { decisionId, deliveryId, messageId } from './ids.js';

describe('the ids of routing', () => {
  it('are those that the doors and the ledger compute', () => {
    expect(messageId('urn:nld:oin:1:systeem:a', 'x')).toBe(messageIdOf('urn:nld:oin:1:systeem:a', 'x'));
    expect(decisionId('log', 3, 12)).toBe(decisionIdOf('log', 3, 12));
    expect(deliveryId('message', 'GEM:0599', 1)).toBe(deliveryIdOf('message', 'GEM:0599', 1));
  });

  it('are UUIDs of version 8', () => {
    expect(decisionId('log', 0, 0)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
