import type { MessageLog } from '#lib/messaging';
import type { HubLogStore, RouterStore } from '#lib/persistence';
import { originMac, verifyOriginMac } from '#lib/platform';
import type { LogSetUp } from '#lib/routing';
import { testKeys, type TestHub } from './test-hub.fixture.js';

/** What `openLog` needs, over the given log and stores. */
export function testSetUp(
  test: TestHub,
  log: MessageLog,
  logs: HubLogStore,
  rows: Pick<RouterStore, 'partitionRow'>,
  partitions = 3,
): LogSetUp {
  const { contracts, topics, inForce, hub } = test;
  return {
    log,
    logs,
    partitionRow: (partition) => rows.partitionRow(partition),
    contracts,
    topics,
    partitions,
    inForce,
    sign: (claim) => originMac(claim, testKeys.ring),
    verify: (mac, claim) => verifyOriginMac(mac, claim, testKeys.ring),
    newLogId: () => hub.logId,
    now: () => '2026-11-01T08:00:00.000Z',
  };
}
