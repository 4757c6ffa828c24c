import { partitionOf, type BatchOutcome, type MessageLog, type RecordBatch } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import { caseKeyOf, encryptSmall, systemClock, verifyOriginMac } from '#lib/platform';
import { testKeys, type TwoRuleSets } from '#lib/testing';
import type { ReplayParts } from '../../apps/console/src/replay/replay-parts.js';
import { noMetrics as noLedgerMetrics } from '../../apps/ledger/src/ledger.metrics.js';
import { Projectors } from '../../apps/ledger/src/projecting/projectors.js';
import { noFaults } from '../../apps/router/src/faults/fault-points.port.js';
import { OrderTaker } from '../../apps/router/src/operations/order-taker.js';
import { noMetrics } from '../../apps/router/src/router.metrics.js';
import { PartitionRouter } from '../../apps/router/src/routing/partition-router.js';

interface Servers {
  readonly database: Database;
  readonly log: MessageLog;
}

export type Taker = readonly [topic: string, take: (batch: RecordBatch) => Promise<BatchOutcome>];

/** Router, taker of orders and ledger as they are, by the topic that each reads. */
export function hubTakers(
  { hub, topics, contracts }: TwoRuleSets,
  { database, log, keys, logger }: Pick<ReplayParts, 'keys' | 'logger'> & Servers,
  partitions: number,
  alarm: () => void,
): readonly Taker[] {
  const router = new PartitionRouter({
    ...{ hub, log, store: database.router, faults: noFaults, metrics: noMetrics, logger, clock: systemClock },
    seal: ({ vNumber, caseKey }) => encryptSmall(vNumber, testKeys.storage, caseKey),
  });
  const orders = new OrderTaker({
    ...{ log, topics, contracts, logger, now: () => systemClock.iso(), alarm },
    keys: {
      ...keys,
      caseKeyOf: (vNumber) => caseKeyOf(vNumber, testKeys.caseKey),
      verifyOrigin: (mac, claim) => verifyOriginMac(mac, claim, testKeys.ring),
    },
    partitionOf: (caseKey) => partitionOf(caseKey, partitions),
  });
  const ledger = { logId: hub.logId, lowOf: () => Promise.resolve(0), metrics: noLedgerMetrics, logger };
  const projectors = new Projectors(contracts, database.ledger, ledger);
  return [
    [topics.messages, (batch) => router.route(batch)],
    [topics.operations, (batch) => orders.take(batch)],
    [topics.decisions, (batch) => projectors.decisions.project(batch)],
    [topics.receipts, (batch) => projectors.receipts.project(batch)],
    [topics.quarantine, (batch) => projectors.quarantine.project(batch)],
  ];
}
