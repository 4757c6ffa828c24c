import { createHmac } from 'node:crypto';
import { loadConditionFacts, loadHubContracts, type ConditionFacts, type Contracts } from '#lib/contracts';
import { partyName } from '#lib/domain';
import { InMemoryLog } from '#lib/messaging';
import {
  caseKeyOf,
  decryptSmall,
  fixedClock,
  groupNames,
  originMac,
  projectRoot,
  silentLogger,
  topicNames,
  type FixedClock,
  type KeyRing,
} from '#lib/platform';
import { Doorkeeper } from '../inbound/doorkeeper.js';
import { RecordingTransport } from '../outbound/recording-transport.fake.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import { MemoryDatabase } from '../runtime/memory-database.fake.js';

/** Keys of the fakes; worth nothing anywhere else. */
export const TEST_KEYS = {
  caseKey: Buffer.alloc(32, 1),
  storageKey: Buffer.alloc(32, 2),
  reference: Buffer.alloc(32),
  origin: { current: 't1', keys: new Map([['t1', Buffer.alloc(32, 3)]]) } satisfies KeyRing,
};
export const TEST_NOW = '2026-03-02T09:00:00.000Z';

export interface MemoryRuntime extends AdapterRuntime {
  readonly log: InMemoryLog;
  readonly memory: MemoryDatabase;
  readonly transport: RecordingTransport;
  readonly clock: FixedClock;
  /** Authorization header of a party. */
  bearer(party: string): string;
}

let loaded: Contracts | null = null;
let conditions: ConditionFacts | null = null;

/** The real contracts, read once per test file: it is by far the slowest part. */
export function testContracts(): Contracts {
  loaded ??= loadHubContracts(projectRoot());
  return loaded;
}

/** A process's runtime without Kafka, PostgreSQL or agencies; everything else is real. */
export async function memoryRuntime(changes: Partial<AdapterRuntime> = {}): Promise<MemoryRuntime> {
  const contracts = testContracts();
  conditions ??= loadConditionFacts(projectRoot(), contracts.catalogue);
  const log = new InMemoryLog();
  const topics = topicNames('conformance');
  await log.ensureTopics(topics.all().map((topic) => ({ topic, partitions: 1 })));
  const memory = new MemoryDatabase();
  const names = contracts.partners.all.flatMap(({ systems }) => systems.map((one) => partyName(one)));
  const tokenOf = (name: string): string => createHmac('sha256', 'token').update(name).digest('base64url');
  return {
    contracts,
    conditionFacts: conditions,
    log,
    memory,
    database: memory.asDatabase(),
    keys: {
      caseKeyOf: (vNumber) => caseKeyOf(vNumber, TEST_KEYS.caseKey),
      sign: (parts) => originMac(parts, TEST_KEYS.origin),
      unseal: (sealed, context) => decryptSmall(sealed, TEST_KEYS.storageKey, context),
    },
    authenticator: new Doorkeeper(new Map(names.map((name) => [name, tokenOf(name)])), contracts),
    transport: new RecordingTransport(),
    topics,
    groups: groupNames('conformance'),
    clock: fixedClock(TEST_NOW),
    storyClock: false,
    quota: { perSecond: 10_000, burst: 10_000 },
    concurrency: 1_000,
    random: () => 0,
    wait: () => Promise.resolve(),
    logger: silentLogger,
    ...changes,
    bearer: (party: string) => `Bearer ${tokenOf(party)}`,
  } as MemoryRuntime;
}
