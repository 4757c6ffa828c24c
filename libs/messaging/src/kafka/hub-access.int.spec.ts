import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { adaptersToHost } from '#lib/adapter-kit';
import { loadContracts } from '#lib/contracts';
import {
  brokerUserOf,
  groupNames,
  projectRoot,
  topicNames,
  type AdapterOnBroker,
  type BrokerAccess,
} from '#lib/platform';
import { removePrincipals, testBroker, TestPrincipals } from '#lib/testing';
import { grantBrokerAccess } from './grant-broker-access.js';
import { openKafkaLog } from './kafka-log.js';
import { kafkaClient } from './kafka-client.js';
import { silentLogger } from '../messaging-logger.port.js';
import { type MessageLog } from '../message-log.port.js';
import { BrokerProbe } from './broker-probe.fixture.js';

jest.setTimeout(120_000);

const prefix = `access-${randomUUID().slice(0, 8)}`;
const topics = topicNames(prefix);
const groups = groupNames(prefix);
const adapters = adaptersToHost(loadContracts({ root: projectRoot() }), projectRoot());
const dtv = topics.agency('DTV');
const everyTopic: readonly string[] = [...topics.all(), dtv.in, dtv.out, dtv.receipts];
const everyGroup = [...groups.all(), `${prefix}.play.1`, `${prefix}.agency.dtv.1`];
const sorted = (names: readonly string[]): string[] => [...names].sort();

/** The sentence of the brief, not the list that is tested: who writes what, who reads what, who is in which group. */
interface May {
  readonly write: readonly string[];
  readonly read: readonly string[];
  readonly join: readonly string[];
}
const adapterMay = ({ endpoints, native }: AdapterOnBroker): May => ({
  write: [
    topics.messages,
    topics.receipts,
    ...endpoints.map((one) => topics.deadLetter(one)),
    ...(native.length > 0 ? [dtv.out, dtv.receipts] : []),
  ],
  read: [...endpoints.map((one) => topics.delivery(one)), ...(native.length > 0 ? [dtv.in] : [])],
  join: [...endpoints.map((one) => groups.delivery(one)), ...native.map((one) => groups.native(one))],
});
const deliveries = everyTopic.filter((name) => name.startsWith(`${prefix}.delivery.`));
const EXPECTED: ReadonlyMap<string, May> = new Map([
  ['set-up', { write: [topics.messages], read: [topics.messages], join: [] }],
  [
    'router',
    {
      write: [topics.messages, topics.decisions, topics.quarantine, ...deliveries],
      read: [topics.messages, topics.operations],
      join: [groups.router, groups.operations],
    },
  ],
  [
    'ledger',
    {
      write: [],
      read: [topics.decisions, topics.receipts, topics.quarantine],
      join: [groups.ledger, groups.receipts, groups.quarantine],
    },
  ],
  // Orders to the router, and receipts of what is withheld; it takes no part in any group.
  ['console', { write: [topics.operations, topics.receipts], read: [topics.messages, topics.quarantine], join: [] }],
  ['cli', { write: [], read: everyTopic, join: [`${prefix}.play.1`] }],
  ['agency-dtv', { write: [dtv.in], read: [dtv.out, dtv.receipts], join: [`${prefix}.agency.dtv.1`] }],
  ...adapters.map((adapter) => [adapter.id, adapterMay(adapter)] as const),
]);

describe('principals on the broker', () => {
  let admin: MessageLog;
  let principals: TestPrincipals;

  beforeAll(async () => {
    if (testBroker().login === null) throw new Error('This broker lets anybody in: there is nothing to test here.');
    admin = await openKafkaLog({ access: testBroker(), clientId: 'access-test' });
    await admin.ensureTopics(everyTopic.map((topic) => ({ topic, partitions: 1 })));
    // The probe asks once; a broker leads a topic a moment after the metadata say so.
    for (const topic of everyTopic) await admin.ends(topic);
    principals = await TestPrincipals.of(prefix, adapters);
  });

  afterAll(async () => {
    await admin.deleteGroups(everyGroup);
    await admin.deleteTopics(everyTopic);
    await admin.close();
    await principals.remove();
  });

  async function probing<T>(access: BrokerAccess, ask: (probe: BrokerProbe) => Promise<T>): Promise<T> {
    const probe = await BrokerProbe.open(access);
    try {
      return await ask(probe);
    } finally {
      await probe.close();
    }
  }

  it('are thirteen adapters, DT&V’s own system and those of the hub itself, each with a file of its own that only its owner may read', () => {
    const folder = join(principals.stateFolder, 'secrets', 'kafka');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).sort()).toEqual([...EXPECTED.keys()].map((name) => `${name}.json`).sort());
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(files.filter((file) => (statSync(file).mode & 0o777) !== 0o600)).toEqual([]);
    expect(new Set(files.map((file) => readFileSync(file, 'utf8'))).size).toBe(files.length);
    expect(adapters).toHaveLength(13);
  });

  it.each([...EXPECTED.keys()])('%s writes, reads and joins what is its business and nothing else', async (name) => {
    const { write, read, join: own } = EXPECTED.get(name) as May;
    await probing(principals.as(name), async (probe) => {
      expect(await probe.writable(everyTopic)).toEqual(sorted(write));
      expect(await probe.readable(everyTopic)).toEqual(sorted(read));
      const joined: string[] = [];
      for (const group of everyGroup) if (await probe.mayJoin(group, topics.messages)) joined.push(group);
      expect(sorted(joined)).toEqual(sorted(own));
    });
  });

  it.each([...EXPECTED.keys()])('%s begins no transaction, under whatever name', async (name) => {
    await probing(principals.as(name), async (probe) => {
      expect(await probe.mayUseTransactions(`${prefix}.${name}`)).toBe(false);
      expect(await probe.mayUseTransactions('any')).toBe(false);
    });
  });

  it.each([...EXPECTED.keys()].filter((name) => name !== 'set-up'))('%s makes no topics', async (name) => {
    await asAdministrator(principals.as(name), async (connection) => {
      const made = connection.createTopics({ topics: [{ topic: `${prefix}.made-by-${name}` }] });
      await expect(made).rejects.toMatchObject({ errors: [{ type: expect.stringMatching(/AUTHORIZATION_FAILED$/) }] });
    });
    expect(await admin.topics()).not.toContain(`${prefix}.made-by-${name}`);
  });

  it.each([...EXPECTED.keys()])('%s takes no topic away, and changes no user, line or setting', async (name) => {
    const access = principals.as(name);
    await asAdministrator(access, async (connection) => {
      await expect(connection.deleteTopics({ topics: [topics.messages] })).rejects.toThrow();
      const settings = [{ type: 2, name: topics.messages, configEntries: [{ name: 'retention.ms', value: '1' }] }];
      await expect(connection.alterConfigs({ validateOnly: false, resources: settings })).rejects.toThrow();
    });
    const everything = {
      principal: name,
      resource: 'topic',
      name: prefix,
      pattern: 'prefixed',
      operation: 'READ',
    } as const;
    await expect(grantBrokerAccess({ admin: access, prefix, acls: [everything], users: null })).rejects.toThrow();
    const users = [{ username: brokerUserOf(prefix, 'router'), password: 'mine now' }];
    await expect(grantBrokerAccess({ admin: access, prefix, acls: [], users })).rejects.toThrow();
    expect(await admin.topics()).toContain(topics.messages);
  });

  it('the administrator may do all of it: the refusals above are no mistakes in the asking', async () => {
    await asAdministrator(testBroker(), async (connection) => {
      const settings = [{ type: 2, name: topics.messages, configEntries: [{ name: 'retention.ms', value: '-1' }] }];
      await connection.alterConfigs({ validateOnly: false, resources: settings });
      await connection.createTopics({ topics: [{ topic: `${prefix}.made` }] });
      await connection.deleteTopics({ topics: [`${prefix}.made`] });
    });
    await probing(testBroker(), async (probe) => {
      expect(await probe.writable(everyTopic)).toEqual(sorted(everyTopic));
      expect(await probe.mayUseTransactions(`${prefix}.admin`)).toBe(true);
    });
  });

  it('nobody gets in without a password, with a wrong one, or with that of another', async () => {
    const coa = principals.as('coa-adapter');
    const police = principals.as('police-adapter');
    const { login } = coa;
    if (login === null || police.login === null) throw new Error('The principals have no log-in.');
    const stolen = { ...login, username: police.login.username };
    for (const wrong of [
      null,
      { ...login, password: `${login.password}x` },
      stolen,
      { ...login, username: 'nobody' },
    ]) {
      await expect(openKafkaLog({ access: { ...coa, login: wrong }, clientId: 'x' })).rejects.toThrow(
        /Connecting to Kafka/,
      );
    }
    await openKafkaLog({ access: coa, clientId: 'x' }).then((log) => log.close());
  });

  it('says nothing of a password when the log-in fails', async () => {
    const coa = principals.as('coa-adapter');
    const login = { mechanism: 'scram-sha-512', username: 'nobody', password: 'CANARY' } as const;
    const failed = await openKafkaLog({ access: { ...coa, login }, clientId: 'x' }).catch(
      (error: unknown) => error as Error,
    );
    expect(failed).toBeInstanceOf(Error);
    expect(`${(failed as Error).stack} ${JSON.stringify(failed)} ${String((failed as Error).cause)}`).not.toContain(
      'CANARY',
    );
  });

  it('granting the same again changes nothing, and what was added by hand is taken away', async () => {
    const access = testBroker();
    const acls = [
      { principal: 'ledger', resource: 'topic', name: topics.messages, pattern: 'literal', operation: 'READ' },
    ] as const;
    const other = `${prefix}-2`;
    const [first] = [await grantBrokerAccess({ admin: access, prefix: other, acls, users: [] })];
    expect(first).toEqual({ added: 1, removed: 0 });
    expect(await grantBrokerAccess({ admin: access, prefix: other, acls, users: [] })).toEqual({
      added: 0,
      removed: 0,
    });
    const more = [...acls, { ...acls[0], operation: 'WRITE' } as const];
    expect(await grantBrokerAccess({ admin: access, prefix: other, acls: more, users: [] })).toMatchObject({
      added: 1,
    });
    expect(await grantBrokerAccess({ admin: access, prefix: other, acls, users: [] })).toEqual({
      added: 0,
      removed: 1,
    });
    await removePrincipals(other);
    // Neither of the steps for one prefix touched the lines of another whose name begins with it.
    await probing(principals.as('router'), async (probe) => {
      expect(await probe.readable(everyTopic)).toEqual([topics.messages, topics.operations]);
    });
  });

  it('an adapter that is taken away can neither log in nor leave its rights behind', async () => {
    const before = principals.as('vwn-adapter');
    const left = adapters.filter(({ id }) => id !== 'vwn-adapter');
    await TestPrincipals.of(prefix, left, principals.stateFolder);
    await expect(openKafkaLog({ access: before, clientId: 'x' })).rejects.toThrow(/Connecting to Kafka/);
    await TestPrincipals.of(prefix, adapters, principals.stateFolder);
    await openKafkaLog({ access: principals.as('vwn-adapter'), clientId: 'x' }).then((log) => log.close());
  });

  it('a password that was replaced in its file counts from the next set-up on, and the old one no longer', async () => {
    const before = principals.as('iom-adapter');
    const file = join(principals.stateFolder, 'secrets', 'kafka', 'iom-adapter.json');
    writeFileSync(file, JSON.stringify({ username: before.login?.username, password: 'another, as long as you like' }));
    await TestPrincipals.of(prefix, adapters, principals.stateFolder);
    await expect(openKafkaLog({ access: before, clientId: 'x' })).rejects.toThrow(/Connecting to Kafka/);
    await openKafkaLog({ access: principals.as('iom-adapter'), clientId: 'x' }).then((log) => log.close());
  });
});

async function asAdministrator(
  access: BrokerAccess,
  work: (connection: ReturnType<ReturnType<typeof kafkaClient>['admin']>) => Promise<void>,
): Promise<void> {
  const connection = kafkaClient({ access, clientId: 'probe', logger: silentLogger }, { retries: 0 }).admin();
  await connection.connect();
  try {
    await work(connection);
  } finally {
    await connection.disconnect();
  }
}
