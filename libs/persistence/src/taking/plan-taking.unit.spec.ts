import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type IncomingDelivery, type TakeRequest } from '../deliveries.port.js';
import { planTaking, type TakingState, watermarkKey } from './plan-taking.js';

function emptyState(): TakingState {
  return { known: new Map(), counters: new Map(), watermarks: new Map(), blocked: new Set() };
}

function request(caseKey: string, logOffset: number, changes: Partial<TakeRequest> = {}): IncomingDelivery {
  return {
    deliveryId: `${caseKey}-${logOffset}`,
    messageId: `m-${logOffset}`,
    decisionId: `d-${logOffset}`,
    code: 'M06',
    endpoint: 'COA',
    unit: null,
    caseKey,
    lane: 'CASE',
    removal: false,
    generation: 0,
    logPartition: 0,
    logOffset,
    topicPartition: 0,
    topicOffset: logOffset,
    record: { key: null, value: Buffer.alloc(0), headers: {} },
    ...changes,
  };
}

describe('taking deliveries', () => {
  it('numbers without gaps per unit, and per case within it', () => {
    const plans = planTaking([request('a', 1), request('b', 2), request('a', 3)], emptyState());
    expect(plans.map((plan) => (plan.kind === 'taken' ? [plan.seq, plan.caseSeq] : null))).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  it('drops what is at or below the watermark of its case and lane', () => {
    const late = request('a', 2, { deliveryId: 'other' });
    const stop = request('a', 2, { deliveryId: 'stop', lane: 'STOP' });
    const plans = planTaking([request('a', 3), late, stop, request('b', 1)], emptyState());
    expect(plans.map((plan) => plan.kind)).toEqual(['taken', 'older', 'taken', 'taken']);
  });

  it('parks what arrives for a blocked case, and neither its stops nor what is for others', () => {
    const state = { ...emptyState(), blocked: new Set([watermarkKey(request('a', 1))]) };
    const plans = planTaking([request('a', 1), request('a', 2, { lane: 'STOP' }), request('b', 3)], state);
    expect(plans.map((plan) => plan.kind === 'taken' && plan.parked)).toEqual([true, false, false]);
  });

  it('refuses to compare offsets of two partitions', () => {
    expect(() => planTaking([request('a', 1), request('a', 2, { logPartition: 1 })], emptyState())).toThrow(
      /partition/,
    );
  });

  it('gives each delivery one number, in order, whatever is repeated and however it is cut into batches', () => {
    const offsets = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 20 })), { maxLength: 60 });
    fc.assert(
      fc.property(offsets, fc.integer({ min: 1, max: 7 }), (records, size) => {
        const state = emptyState();
        const seen: { id: string; seq: number; offset: number; caseKey: string }[] = [];
        for (let at = 0; at < records.length; at += size) {
          const batch = records.slice(at, at + size).map(([caseKey, offset]) => request(caseKey, offset));
          for (const plan of planTaking(batch, state)) {
            if (plan.kind !== 'taken') continue;
            const { deliveryId, logOffset, caseKey } = plan.request;
            seen.push({ id: deliveryId, seq: plan.seq, offset: logOffset, caseKey });
          }
        }
        expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
        expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, at) => at + 1));
        for (const caseKey of ['a', 'b']) {
          const order = seen.filter((one) => one.caseKey === caseKey).map(({ offset }) => offset);
          expect(order).toEqual([...order].sort((one, other) => one - other));
        }
      }),
    );
  });
});
