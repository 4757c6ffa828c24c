import { ENDPOINTS } from '#lib/domain';
import { reachesBroker } from '#lib/messaging';
import {
  describeConfigErrors,
  groupNames,
  loadConfig,
  openBrokerAdministration,
  projectRoot,
  topicNames,
} from '#lib/platform';
import { Kafka, logLevel, type Admin, type SASLOptions } from 'kafkajs';
import type { ChaosHub } from '../hub/chaos-hub.js';
import type { PlaceSample } from './evidence.js';

/** A broker that was killed is asked again at the next look. */
const NO_PATIENCE = { connectionTimeout: 2_000, requestTimeout: 3_000, retry: { retries: 1 } };

/** What the hub's consumer groups have committed to Kafka, as its administrator sees it. */
export class CommittedOffsets {
  private admin: Admin | null = null;

  constructor(private readonly hub: ChaosHub) {}

  async look(): Promise<readonly PlaceSample[]> {
    try {
      const admin = (this.admin ??= await this.connected());
      const samples: PlaceSample[] = [];
      for (const [groupId, topic] of groupsOf(this.hub.addresses().prefix)) {
        const [answer] = await admin.fetchOffsets({ groupId, topics: [topic] });
        for (const { partition, offset } of answer?.partitions ?? []) {
          // -1: nothing was committed yet.
          if (Number(offset) >= 0) samples.push({ kept: 'group', reader: groupId, partition, next: Number(offset) });
        }
      }
      return samples;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { admin } = this;
    this.admin = null;
    await admin?.disconnect().catch(() => undefined);
  }

  private async connected(): Promise<Admin> {
    const loaded = loadConfig(this.hub.settings(), projectRoot());
    if (!loaded.ok) throw new Error(describeConfigErrors(loaded.errors));
    const access = openBrokerAdministration(loaded.config);
    // Also puts in place what libs/messaging mends in kafkajs.
    await reachesBroker(access);
    const { brokers, login } = access;
    const sasl = login === null ? {} : { sasl: login as SASLOptions };
    const kafka = new Kafka({
      clientId: 'chaos',
      brokers: [...brokers],
      ...sasl,
      ...NO_PATIENCE,
      logLevel: logLevel.NOTHING,
    });
    const admin = kafka.admin();
    await admin.connect();
    return admin;
  }
}

function groupsOf(prefix: string): readonly (readonly [groupId: string, topic: string])[] {
  const [groups, topics] = [groupNames(prefix), topicNames(prefix)];
  return [
    [groups.router, topics.messages],
    [groups.operations, topics.operations],
    [groups.ledger, topics.decisions],
    [groups.receipts, topics.receipts],
    [groups.quarantine, topics.quarantine],
    ...ENDPOINTS.map((endpoint) => [groups.delivery(endpoint), topics.delivery(endpoint)] as const),
  ];
}
