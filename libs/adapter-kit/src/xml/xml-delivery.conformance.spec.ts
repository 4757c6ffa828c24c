import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Party } from '#lib/domain';
import type { AdapterInside, AdapterUnderTest } from '../conformance/adapter-under-test.js';
import { openLocalAdapter } from '../conformance/local-adapter.js';
import { loadAdapterModule } from '../host/load-adapter-module.js';

const POLICE: Party = { endpoint: 'POL', unit: null };
/** Longer than its XSD allows; Avro has no lengths, so a fault within the hub could let it come this far. */
const TOO_LONG = `CANARY-${'x'.repeat(40)}`;

describe('a delivery in XML', () => {
  let adapter: AdapterUnderTest;
  let inside: AdapterInside;

  beforeAll(async () => {
    adapter = await openLocalAdapter('police-adapter', () => loadAdapterModule('police-adapter'));
    inside = adapter.inside!;
  });
  afterAll(() => adapter.close());

  it('that its own XSD refuses is never sent: it goes to the dead letters untouched, as a fault of the hub, and loudly', async () => {
    const faulty = inside.routed('M02', POLICE, 1, { overrides: { vNumber: '9999000061', caseNumber: TOO_LONG } });
    const next = inside.routed('M02', POLICE, 2, { overrides: { vNumber: '9999000062' } });
    await inside.give(faulty.record, next.record);
    expect(await inside.attempts(next.deliveryId)).toHaveLength(1);
    expect(await inside.attempts(faulty.deliveryId)).toEqual([]);
    const [letter, ...more] = inside.deadLetters(POLICE);
    expect([letter?.value?.equals(faulty.record.value), more]).toEqual([true, []]);
    expect(JSON.stringify(letter?.headers)).toContain('hub');
    const alarm = inside
      .logged()
      .split('\n')
      .find((line) => line.includes('could not be written in the recipient'));
    expect(alarm).toContain('"level":"error"');
    expect(alarm).toContain('/bericht/inhoud/terugkeerbesluit/zaaknummer maxLength');
    expect(inside.logged()).not.toMatch(/CANARY|999900006[12]/);
  });

  it('goes out as application/xml in UTF-8, with the order of its case beside it and not in it', async () => {
    const routed = inside.routed('M16', POLICE, 3);
    await inside.give(routed.record);
    const [attempt] = await inside.attempts(routed.deliveryId);
    expect([attempt?.contentType, attempt?.caseSequence]).toEqual(['application/xml; charset=utf-8', 1]);
    expect(attempt?.body.toString('utf8')).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<bericht xmlns="urn:nld:schakel:xml:politie:van-schakel:v1">/,
    );
  });
});
