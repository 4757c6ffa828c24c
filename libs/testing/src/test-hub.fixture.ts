import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { loadContracts, type Contracts } from '#lib/contracts';
import { compileRuleSets } from '#lib/exchange-rules';
import {
  caseKeyOf,
  missionReference,
  projectRoot,
  topicNames,
  verifyOriginMac,
  type KeyRing,
  type TopicNames,
} from '#lib/platform';
import { HUB_SOURCE, programsOf, type Hub, type InForce, type Programs } from '#lib/routing';

/** Keys of no environment. */
export const testKeys = {
  ring: { current: 'test', keys: new Map([['test', createSecretKey(Buffer.alloc(32, 1))]]) } satisfies KeyRing,
  caseKey: createSecretKey(Buffer.alloc(32, 2)),
  reference: createSecretKey(Buffer.alloc(32, 3)),
  storage: Buffer.alloc(32, 4),
};

const hexKey = (byte: number): string => Buffer.alloc(32, byte).toString('hex');

/** The same keys as the files of a secrets folder, for processes that are started by a test. */
export const testKeyFiles: Readonly<Record<string, unknown>> = {
  'origin-mac-keys.json': { current: 'test', keys: { test: hexKey(1) } },
  'case-key.json': { key: hexKey(2) },
  'reference-key.json': { key: hexKey(3) },
  'storage-key.json': { key: hexKey(4) },
};

export interface TestHub {
  readonly hub: Hub;
  readonly topics: TopicNames;
  readonly contracts: Contracts;
  readonly programs: Programs;
  /** Of the newest rule set. */
  readonly inForce: InForce;
}

let loaded: { readonly contracts: Contracts; readonly programs: Programs } | null = null;

/** The real contracts and rules of the project with keys for tests. */
export function testHub(prefix = 'test', logId = '00000000-0000-8000-8000-000000000001'): TestHub {
  loaded ??= load();
  const { contracts, programs } = loaded;
  const { ring, caseKey, reference } = testKeys;
  const keys = {
    caseKeyOf: (vNumber: string) => caseKeyOf(vNumber, caseKey),
    verifyOrigin: (mac: string | undefined, claim: Parameters<typeof verifyOriginMac>[1]) =>
      verifyOriginMac(mac, claim, ring),
    missionReference: (key: string, unit: string) => missionReference(key, unit, reference),
  };
  const topics = topicNames(prefix);
  const hub = {
    logId,
    source: HUB_SOURCE,
    topics,
    keys,
    // Tests put records where they like.
    liesIn: () => true,
    contracts,
    program: (wanted: InForce) => programs.find(wanted),
  };
  return { hub, topics, contracts, programs, inForce: programs.newest.inForce };
}

function load(): { readonly contracts: Contracts; readonly programs: Programs } {
  const root = projectRoot();
  const contracts = loadContracts({ root });
  const folder = join(root, 'schemas', 'rules');
  const programs = programsOf(contracts, (catalogue, ofToday) => compileRuleSets(folder, catalogue, ofToday));
  return { contracts, programs };
}
