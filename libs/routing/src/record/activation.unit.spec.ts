import { createHmac, hash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import { InMemoryLog, type RecordToPublish, type StoredRecord } from '#lib/messaging';
import {
  acceptedRecord,
  InMemoryHubLogStore,
  InMemoryRouterStore,
  testHub,
  testKeys,
  testSetUp,
  twoRuleSets,
} from '#lib/testing';
import type { InForce } from '../in-force.js';
import { activate } from '../log/activate.js';
import { openLog } from '../log/open-log.js';
import { routeRecord } from '../route-record.js';
import type { Routed } from '../routed.js';

const test = twoRuleSets(testHub());
const { hub, topics } = test;
const KNOWN = { logId: hub.logId, partitions: 2 };
const AT = '2026-11-02T10:00:00.000Z';

let log: InMemoryLog;

function setUp() {
  return testSetUp(test, log, new InMemoryHubLogStore(), new InMemoryRouterStore(), 2);
}

async function recordsOf(partition: number): Promise<StoredRecord[]> {
  const [end] = (await log.ends(topics.messages)).filter((one) => one.partition === partition);
  const records: StoredRecord[] = [];
  for await (const batch of log.read(topics.messages, partition, 0, end?.high ?? 0)) records.push(...batch);
  return records;
}

/** Everything of the partition by a fresh router, as `recompute` does it. */
async function routeAll(
  partition: number,
): Promise<{ readonly inForce: InForce | null; readonly last: Routed | null }> {
  let inForce: InForce | null = null;
  let last: Routed | null = null;
  for (const record of await recordsOf(partition)) {
    last = routeRecord(hub, inForce, null, record);
    if (last.kind !== 'HALT') inForce = last.inForce;
  }
  return { inForce, last };
}

async function copyTo(
  partition: number,
  record: StoredRecord | undefined,
  change: Partial<RecordToPublish> = {},
): Promise<void> {
  if (record === undefined) throw new Error('There is no such record.');
  const { topic, key, headers, value } = record;
  if (value === null) throw new Error('The record has no value.');
  await log.publish([{ topic, key, value, headers, partition, ...change }]);
}

beforeEach(async () => {
  log = new InMemoryLog();
  await openLog(setUp());
});

describe('an activation', () => {
  it('is in force from where it stands', async () => {
    await activate({ ...setUp(), inForce: test.other }, KNOWN);
    expect((await routeAll(0)).inForce).toMatchObject({ ruleSet: test.other.ruleSet, since: 2 });
  });

  it('that was copied from earlier in the log puts no old rules in force again', async () => {
    await activate({ ...setUp(), inForce: test.other }, KNOWN);
    await copyTo(0, (await recordsOf(0))[1]);
    const { inForce, last } = await routeAll(0);
    expect(last).toMatchObject({ kind: 'QUARANTINE', summary: { reason: 'misplaced-activation', alarm: true } });
    expect(inForce?.ruleSet).toEqual(test.other.ruleSet);
  });

  it('that was copied from another partition counts for nothing', async () => {
    await activate({ ...setUp(), inForce: test.other }, KNOWN);
    await activate(setUp(), KNOWN);
    await copyTo(0, (await recordsOf(1))[2]);
    expect((await routeAll(0)).inForce?.ruleSet).toEqual(test.inForce.ruleSet);
  });

  it('cannot be given another place by changing its id', async () => {
    await activate({ ...setUp(), inForce: test.other }, KNOWN);
    const [, first] = await recordsOf(0);
    await copyTo(0, first, {
      headers: { ...first?.headers, ce_id: String(first?.headers['ce_id']).replace('0:1/', '0:3/') },
    });
    expect((await routeAll(0)).last).toMatchObject({ kind: 'QUARANTINE', summary: { reason: 'bad-origin' } });
  });

  it('is seen for what it is by the next one who activates, so that a copy can’t stand for what was asked', async () => {
    await activate({ ...setUp(), inForce: test.other }, KNOWN);
    for (const partition of [0, 1]) await copyTo(partition, (await recordsOf(partition))[1]);
    expect(await activate(setUp(), KNOWN)).toEqual({ activated: 2, alreadyActive: 0 });
    expect((await routeAll(0)).inForce?.ruleSet).toEqual(test.inForce.ruleSet);
  });
});

describe('a log of an earlier release, signed over four attributes', () => {
  const message = acceptedRecord(test, {
    code: 'M06',
    sender: { endpoint: 'DTV', unit: null },
    content: test.contracts.sample('M06', seededRandom(7), { vNumber: '9999000001' }),
    id: 'm-1',
    acceptedAt: AT,
  });

  it('is decided as before, until this release activates; from there on nothing unsigned is taken', async () => {
    const opened = await recordsOf(0);
    const earlier = opened.map((record) => ({ ...record, headers: signedByEarlier(record) }));
    let inForce: InForce | null = null;
    for (const record of earlier) {
      const routed = routeRecord(hub, inForce, null, record);
      if (routed.kind === 'HALT') throw new Error(routed.reason);
      inForce = routed.inForce;
    }
    expect(inForce).toMatchObject({ ruleSet: test.inForce.ruleSet });
    expect(inForce).not.toHaveProperty('since');
    const record = {
      ...message,
      partition: 0,
      offset: 2,
      key: message.key ?? '',
      headers: signedByEarlier(message),
    } as StoredRecord;
    expect(routeRecord(hub, inForce, null, record)).toMatchObject({ kind: 'ROUTED', summary: { outcome: 'DECIDED' } });
    const since = { ...test.inForce, since: 1 };
    expect(routeRecord(hub, since, null, record)).toMatchObject({
      kind: 'QUARANTINE',
      summary: { reason: 'bad-origin' },
    });
  });

  it('gets an activation of this release although the same rules are in force', async () => {
    const rows = {
      partitionRow: () => Promise.resolve({ partition: 0, logId: hub.logId, nextOffset: 2, inForce: test.inForce }),
    };
    expect(await activate({ ...setUp(), ...rows }, KNOWN)).toEqual({ activated: 2, alreadyActive: 0 });
  });
});

function signedByEarlier({ headers, value }: Pick<StoredRecord, 'headers' | 'value'>): Record<string, string> {
  const hmac = createHmac('sha256', testKeys.ring.keys.get('test')!);
  for (const name of ['ce_source', 'ce_id', 'ce_type', 'ce_acceptedat']) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(headers[name] ?? ''));
    hmac.update(length).update(headers[name] ?? '');
  }
  const mac = hmac.update(hash('sha256', value ?? Buffer.alloc(0), 'buffer')).digest('hex');
  return { ...headers, 'schakel-origin-mac': `test:${mac}` };
}
