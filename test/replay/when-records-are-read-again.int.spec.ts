import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { partitionOf, type RecordToPublish } from '#lib/messaging';
import type { QuarantinedRecord } from '#lib/persistence';
import { until } from '#lib/testing';
import { ReplayWorld } from './replay-world.js';

jest.setTimeout(240_000);

let world: ReplayWorld;
let people = 9_999_000_700;

beforeAll(async () => {
  world = await ReplayWorld.open();
  world.startConsole();
});

afterAll(() => world.remove());

/** A message of a person whom COA hosts, in the partition of another case, as some tool may write it. */
async function astray(changed: (record: RecordToPublish) => RecordToPublish = (record) => record) {
  const vNumber = String((people += 1));
  await world.interviews(vNumber, 0);
  const [record] = world.recordsOf([{ code: 'M06', sender: 'DTV', vNumber, id: `astray-${vNumber}`, content: {} }]);
  const partition = 1 - partitionOf(record!.key ?? '', 2);
  await world.log.publish([changed({ ...record!, partition })]);
  return setAside(partition);
}

async function setAside(partition: number): Promise<QuarantinedRecord> {
  const found: QuarantinedRecord[] = [];
  await until('the record to be set aside', async () => {
    const { records } = await world.database.quarantine.list({ open: true }, 10, null);
    found.push(...records.filter((one) => one.partition === partition && one.reRead === null));
    return found.length > 0;
  });
  return found.at(-1)!;
}

const asked = ({ partition, offset }: QuarantinedRecord) =>
  ({ kind: 'RE_READ', selection: { records: [`${partition}/${offset}`] } }) as const;

describe('a plan to read again what was set aside', () => {
  it('R7: has a genuine record decided where its case lies, and delivered, once', async () => {
    const record = await astray();
    expect(record).toMatchObject({ origin: 'CASE_LOG', reason: 'wrong-partition', decided: null });
    const plan = await world.planned(asked(record));
    expect(plan).toMatchObject({ state: 'PLANNED', counts: { items: 1, carriedOut: 1, byVerdict: { READ: 1 } } });
    const taken = world.taken.length;
    const done = await world.carriedOut(plan);
    expect(done).toMatchObject({ state: 'DONE', run: { byOutcome: { READ: 1 } } });
    await until('COA to have it', () => world.taken.length === taken + 1);
    const { records } = await world.database.quarantine.list({ quarantineIds: [record.quarantineId] }, 1, null);
    expect(records).toMatchObject([{ reRead: { planId: plan.planId }, decided: { outcome: 'DECIDED' } }]);

    const again = await world.planned(asked(record));
    expect(again).toMatchObject({ counts: { carriedOut: 0, byVerdict: { DONE: 1 } } });
    expect(await world.desk.run(again.planId, { subject: 'operator-1' })).toMatchObject({ ok: false });
    expect(world.taken.length).toBe(taken + 1);
  });

  it('never lets in what no door of the hub signed whole, whoever approves it', async () => {
    const record = await astray((one) => ({ ...one, headers: { ...one.headers, ce_purpose: 'another' } }));
    expect(record.reason).toBe('bad-origin');
    const plan = await world.planned(asked(record));
    expect(plan).toMatchObject({ counts: { carriedOut: 0, byVerdict: { UNREADABLE: 1 } } });
    expect((await world.items(plan.planId))[0]?.verdict).toEqual({ kind: 'UNREADABLE', why: 'bad-origin' });
    expect(await world.desk.run(plan.planId, { subject: 'operator-1' })).toMatchObject({ ok: false });
  });
});
