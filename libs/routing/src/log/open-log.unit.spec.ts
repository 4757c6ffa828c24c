import { describe, expect, it } from '@jest/globals';
import { InMemoryLog } from '#lib/messaging';
import { InMemoryHubLogStore, InMemoryRouterStore, testHub, testSetUp } from '#lib/testing';
import { routeRecord } from '../route-record.js';
import type { InForce } from '../in-force.js';
import type { LogSetUp } from './log-set-up.js';
import { openLog } from './open-log.js';

const test = testHub();

function setUpOn(log: InMemoryLog, logs: InMemoryHubLogStore, more: Partial<LogSetUp> = {}): LogSetUp {
  return { ...testSetUp(test, log, logs, new InMemoryRouterStore()), ...more };
}

async function recordsOf(log: InMemoryLog, partition: number): Promise<readonly string[]> {
  const end = (await log.ends(test.topics.messages)).find((found) => found.partition === partition);
  const types: string[] = [];
  for await (const batch of log.read(test.topics.messages, partition, 0, end?.high ?? 0)) {
    types.push(...batch.map(({ headers }) => headers['ce_type']?.split('.').at(-2) ?? ''));
  }
  return types;
}

describe('setting up the case log', () => {
  it('writes the log id and then the first activation into every partition, and is ready', async () => {
    const [log, logs] = [new InMemoryLog(), new InMemoryHubLogStore()];
    const progress: string[] = [];
    const opened = await openLog(
      setUpOn(log, logs, { progress: (done, total) => progress.push(`${done} of ${total}`) }),
    );
    expect(opened).toMatchObject({
      kind: 'OPENED',
      activated: 3,
      alreadyActive: 0,
      log: { state: 'READY', partitions: 3 },
    });
    expect(progress).toEqual(['1 of 3', '2 of 3', '3 of 3']);
    for (const partition of [0, 1, 2]) {
      expect(await recordsOf(log, partition)).toEqual(['log-opened', 'rule-set-activation']);
    }
    expect(await log.topics()).toEqual(expect.arrayContaining([...test.topics.all()]));
  });

  it('changes nothing the second time', async () => {
    const [log, logs] = [new InMemoryLog(), new InMemoryHubLogStore()];
    await openLog(setUpOn(log, logs));
    const again = await openLog(setUpOn(log, logs, { newLogId: () => 'another', partitions: 9 }));
    expect(again).toMatchObject({ kind: 'OPENED', activated: 0, alreadyActive: 3, log: { partitions: 3 } });
    expect(await recordsOf(log, 0)).toHaveLength(2);
  });

  it('is completed by the next run when it was interrupted anywhere', async () => {
    for (const failing of [1, 2, 3, 4]) {
      const [log, logs] = [new InMemoryLog(), new InMemoryHubLogStore()];
      let publishes = 0;
      log.broker.faults.beforePublish = () => {
        publishes += 1;
        if (publishes === failing) throw new Error('the broker is gone');
      };
      await expect(openLog(setUpOn(log, logs))).rejects.toThrow('the broker is gone');
      expect(logs.stored?.state).toBe('CREATING');
      expect(await openLog(setUpOn(log, logs))).toMatchObject({ kind: 'OPENED', log: { state: 'READY' } });
      expect(await recordsOf(log, 2)).toEqual(['log-opened', 'rule-set-activation']);
    }
  });

  it('activates another rule set in every partition, and the old one again after it', async () => {
    const [log, logs] = [new InMemoryLog(), new InMemoryHubLogStore()];
    const other: InForce = { ...test.inForce, ruleSet: { id: 'other', hash: '1'.repeat(64) } };
    await openLog(setUpOn(log, logs));
    expect(await openLog(setUpOn(log, logs, { inForce: other }))).toMatchObject({ activated: 3 });
    expect(await openLog(setUpOn(log, logs, { inForce: other }))).toMatchObject({ activated: 0 });
    expect(await openLog(setUpOn(log, logs))).toMatchObject({ activated: 3 });
  });

  it('refuses a new broker under an old database, and an old broker under a new database, naming the way out', async () => {
    const [log, logs] = [new InMemoryLog(), new InMemoryHubLogStore()];
    await openLog(setUpOn(log, logs));
    const newBroker = await openLog(setUpOn(new InMemoryLog(), logs));
    const newDatabase = await openLog(setUpOn(log, new InMemoryHubLogStore()));
    const otherDatabase = new InMemoryHubLogStore();
    otherDatabase.stored = { logId: 'other', partitions: 3, state: 'READY' };
    const swapped = await openLog(setUpOn(log, otherDatabase));
    for (const answer of [newBroker, newDatabase, swapped]) {
      expect(answer).toMatchObject({ kind: 'MISMATCH', message: expect.stringContaining('--fresh') });
    }
  });
});

describe('the records of set-up', () => {
  it('are taken by the router: the log opened, then the rule set in force', async () => {
    const [log, logs] = [new InMemoryLog(), new InMemoryHubLogStore()];
    await openLog(setUpOn(log, logs));
    let inForce: InForce | null = null;
    const outcomes: string[] = [];
    for await (const batch of log.read(test.topics.messages, 1, 0, 2)) {
      for (const record of batch) {
        const routed = routeRecord(test.hub, inForce, null, record);
        if (routed.kind === 'HALT') throw new Error(routed.reason);
        inForce = routed.inForce;
        outcomes.push(routed.summary.outcome);
      }
    }
    expect([outcomes, inForce]).toEqual([['LOG_OPENED', 'IN_FORCE'], { ...test.inForce, since: 1 }]);
  });

  it('of another log stop the partition', async () => {
    const [log, logs] = [new InMemoryLog(), new InMemoryHubLogStore()];
    await openLog(setUpOn(log, logs, { newLogId: () => 'other' }));
    for await (const [first] of log.read(test.topics.messages, 0, 0, 1)) {
      expect(first && routeRecord(test.hub, null, null, first).kind).toBe('HALT');
    }
  });
});
