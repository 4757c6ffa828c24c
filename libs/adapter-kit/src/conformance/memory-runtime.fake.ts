import {
  loadConditionFacts,
  loadHubContracts,
  partnerScopes,
  type ConditionFacts,
  type Contracts,
  type Partner,
} from '#lib/contracts';
import { ENDPOINTS, partyName } from '#lib/domain';
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
import { doorTlsOf, TestTrust, tlsFetch, type AgencyCredentials, type TlsFetch } from '#lib/trust';
import { MutualTlsAuthenticator } from '../inbound/mutual-tls-authenticator.js';
import { RecordingTransport } from '../outbound/recording-transport.fake.js';
import { unpaced } from '../outbound/recipient-pace.js';
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
  /** Certificates and tokens of this runtime's agencies. */
  readonly trust: TestTrust;
  /** A party's own connection and access token for an adapter's door; null = a connection that proves nothing. */
  credentials(party: string | null, adapter: string): AgencyCredentials;
}

let loaded: Contracts | null = null;
let conditions: ConditionFacts | null = null;
let trusted: Promise<TestTrust> | null = null;

/** The real contracts, read once per test file: it is by far the slowest part. */
export function testContracts(): Contracts {
  loaded ??= loadHubContracts(projectRoot());
  return loaded;
}

/** One authority per test file: making certificates costs more than all the rest. */
export function testTrust(): Promise<TestTrust> {
  const oins = testContracts().partners.all.map(({ oin }) => oin);
  trusted ??= TestTrust.create(oins, () => Date.parse(TEST_NOW));
  return trusted;
}

function partnerOf(contracts: Contracts, party: string): Partner {
  const found = contracts.partners.all.find(({ systems }) => systems.some((one) => partyName(one) === party));
  if (found === undefined) throw new Error('Testing: no organisation of the partner list has this party.');
  return found;
}

/** A process's runtime without Kafka, PostgreSQL or agencies; everything else is real. */
export async function memoryRuntime(changes: Partial<AdapterRuntime> = {}): Promise<MemoryRuntime> {
  const contracts = testContracts();
  conditions ??= loadConditionFacts(projectRoot(), contracts.catalogue);
  const log = new InMemoryLog();
  const topics = topicNames('conformance');
  const own = ENDPOINTS.map((endpoint) => topics.agency(endpoint)).flatMap((names) => [
    names.in,
    names.out,
    names.receipts,
  ]);
  await log.ensureTopics([...topics.all(), ...own].map((topic) => ({ topic, partitions: 1 })));
  const memory = new MemoryDatabase();
  const trust = await testTrust();
  const clock = fixedClock(TEST_NOW);
  const anonymous = tlsFetch({ ca: trust.ca });
  const connections = new Map<string, TlsFetch>();
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
    trust,
    issuer: trust.issuer,
    tls: doorTlsOf(trust.serverMaterial()),
    authenticator: new MutualTlsAuthenticator({
      contracts,
      tokens: trust.verifier(() => clock.now()),
      isRevoked: () => false,
      isSuspended: () => false,
      clock,
    }),
    transport: new RecordingTransport(),
    usesKafka: () => false,
    pace: unpaced,
    topics,
    groups: groupNames('conformance'),
    clock,
    storyClock: false,
    quota: { perSecond: 10_000, burst: 10_000 },
    concurrency: 1_000,
    standstill: { blockedCases: 10_000, parked: 1_000_000 },
    random: () => 0,
    wait: () => Promise.resolve(),
    logger: silentLogger,
    ...changes,
    credentials: (party: string | null, adapter: string): AgencyCredentials => {
      if (party === null) return { fetch: anonymous, headers: {} };
      const partner = partnerOf(contracts, party);
      const { certificate, key } = trust.client(partner.oin);
      const fetch = connections.get(partner.oin) ?? tlsFetch({ ca: trust.ca, cert: certificate, key });
      connections.set(partner.oin, fetch);
      const token = trust.token(partner.oin, adapter, partnerScopes(contracts.catalogue, partner));
      return { fetch, headers: { authorization: `Bearer ${token}` } };
    },
  } as MemoryRuntime;
}
