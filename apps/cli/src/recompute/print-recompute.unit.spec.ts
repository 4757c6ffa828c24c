import { describe, expect, it } from '@jest/globals';
import type { Difference, PartitionRecomputed } from '#lib/routing';
import { printRecompute, totalOf } from './print-recompute.js';

const none = { agree: 0, repeated: 0, otherEngine: 0 };

function partition(changes: Partial<PartitionRecomputed>): PartitionRecomputed {
  const empty = { partition: 0, records: 0, decisions: none, deliveries: none };
  return { ...empty, undecided: 0, differences: 0, first: null, ...changes };
}

const missing: Difference = {
  kind: 'MISSING',
  record: 'delivery',
  topic: 'schakel.delivery.coa.v1',
  partition: 1,
  logOffset: 7,
  topicOffset: null,
  decisionId: 'decision-1',
  deliveryId: 'delivery-1',
  field: null,
  reason: null,
};

function printed(partitions: readonly PartitionRecomputed[]): string {
  const lines: string[] = [];
  printRecompute(totalOf(partitions), (line) => lines.push(line));
  return lines.join('\n');
}

describe('the outcome of a recompute', () => {
  it('adds the partitions up', () => {
    const one = partition({ records: 5, decisions: { ...none, agree: 5, repeated: 1 }, undecided: 2 });
    const two = partition({ partition: 1, records: 3, deliveries: { ...none, agree: 4, otherEngine: 2 } });
    expect(totalOf([one, two])).toEqual({
      agree: true,
      records: 8,
      decisions: { agree: 5, repeated: 1, otherEngine: 0 },
      deliveries: { agree: 4, repeated: 0, otherEngine: 2 },
      undecided: 2,
      differences: 0,
      first: null,
    });
  });

  it('is one line when all agree', () => {
    const text = printed([partition({ records: 5, decisions: { ...none, agree: 5 } })]);
    expect(text).toContain('5 decisions and 0 deliveries agree, byte for byte.');
    expect(text.split('\n')).toHaveLength(2);
  });

  it('names the first difference by its ids and places', () => {
    const text = printed([partition({}), partition({ partition: 1, differences: 3, first: missing })]);
    for (const part of ['3 differences', 'delivery-1', 'decision-1', '1:7', 'schakel.delivery.coa.v1', 'is missing']) {
      expect(text).toContain(part);
    }
  });
});
