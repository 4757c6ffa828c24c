import { describe, expect, it } from '@jest/globals';
import { caseTraffic, storedAt, testHub } from '#lib/testing';
import type { CaseFacts } from '#lib/domain';
import { routeRecord } from '../route-record.js';
import { writeDecision } from './write-decision.js';

const test = testHub();
const { hub, contracts, inForce } = test;
const schemaId = contracts.message('decision-record')?.schemaId ?? 0;

/** Decodes by the schema and encodes again with the general encoder. */
function again(value: Buffer): Buffer {
  const decoded = contracts.decode(value);
  if (!decoded.ok) throw new Error(decoded.reason);
  return contracts.encode('decision-record', decoded.content);
}

describe('a decision record written by hand', () => {
  it('has the bytes of the general encoder, whatever was decided', () => {
    const facts = new Map<string, CaseFacts>();
    const outcomes = new Set<string>();
    for (const [offset, record] of caseTraffic(test, 3).entries()) {
      const key = record.key ?? '';
      const routed = routeRecord(hub, inForce, facts.get(key) ?? null, storedAt(record, 1, offset));
      if (routed.kind === 'HALT') throw new Error(routed.reason);
      if (routed.facts !== null) facts.set(key, routed.facts.facts);
      outcomes.add(routed.summary.outcome);
      expect(again(routed.decision.value).equals(routed.decision.value)).toBe(true);
    }
    expect([...outcomes].sort()).toEqual(['DECIDED', 'DUPLICATE', 'FACTS_CHANGED', 'QUARANTINED', 'REJECTED']);
  });

  it('keeps what lies at the ends: large offsets, long texts, other scripts, nothing at all', () => {
    const read = { A: true, B: false };
    const cell = {
      recipient: 'GEM',
      unit: '0599',
      refusal: null,
      ruleId: 'é',
      removed: ['x'.repeat(5000)],
      masked: ['ж'],
      read,
    } as const;
    const place = { decisionId: '', logId: 'log', partition: 0, generation: 70, engine: 1, inForce: null };
    for (const offset of [0, 63, 64, 2 ** 31, 2 ** 45]) {
      const cells = [{ cell, deliveryId: 'd', schemaId: 2 ** 31 - 1 }];
      const value = writeDecision(schemaId, { ...place, offset, originalOffset: offset, outcome: 'DUPLICATE', cells });
      expect(again(value).equals(value)).toBe(true);
      expect(contracts.decode(value)).toMatchObject({ ok: true, content: { offset, originalOffset: offset } });
    }
  });

  it('writes cells that share what they read, as those of several units do, each with its own fields', () => {
    const read = { A: true };
    const cell = {
      recipient: 'GEM',
      unit: null,
      refusal: null,
      ruleId: 'R',
      removed: ['a'],
      masked: ['b'],
      read,
    } as const;
    const refused = { ...cell, refusal: 'DENY_ERROR', removed: [], masked: [] } as const;
    const cells = [
      { cell, deliveryId: 'd1', schemaId: 1 },
      { cell: refused, deliveryId: null, schemaId: null },
      { cell: { ...cell, unit: '0599' }, deliveryId: 'd2', schemaId: 2 },
      { cell: { ...refused, unit: '0363' }, deliveryId: null, schemaId: null },
      { cell, deliveryId: 'd3', schemaId: 3 },
    ];
    const place = { decisionId: '', logId: 'log', partition: 0, offset: 1, generation: 0, engine: 1, inForce };
    for (const written of [cells, cells.toReversed()]) {
      const value = writeDecision(schemaId, { ...place, outcome: 'DECIDED', cells: written });
      expect(again(value).equals(value)).toBe(true);
      const decoded = contracts.decode(value);
      const shown = written.map(({ cell: { unit, removed, masked }, deliveryId }) => {
        return { ...(unit === null ? {} : { unit }), ...(deliveryId === null ? {} : { deliveryId }), removed, masked };
      });
      expect(decoded).toMatchObject({ ok: true, content: { cells: shown } });
    }
  });
});
