import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { reachesBroker } from '#lib/messaging';
import { loadConfig, openBrokerAdministration, type BrokerAccess } from '#lib/platform';
import { Client } from 'pg';
import { answersMetadata } from './kafka/answers-metadata.js';
import type { LocalCluster, LocalClusterOptions } from './local-cluster.js';
import { identityOf } from './place/process-identity.js';
import { startLocalCluster } from './start-local-cluster.js';

jest.setTimeout(300_000);

type Owned = Pick<LocalCluster, 'kafkaBrokers' | 'databaseUrl'> & {
  kafkaPid: number;
  postgresPid: number;
  keeperPid: number;
};

describe('the local cluster', () => {
  const { KAFKA_BROKERS: _brokers, KAFKA_SECURITY: _security, KAFKA_ADMIN_FILE: _admin, ...servers } = process.env;
  const { DATABASE_URL: _url, ...env } = servers;
  let stateDir: string;
  const running: LocalCluster[] = [];
  const owners: number[] = [];

  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'schakel-cluster-spec-'));
  });

  afterEach(async () => {
    for (const pid of owners.splice(0)) if (identityOf(pid) !== null) process.kill(pid, 'SIGKILL');
    for (const cluster of running.splice(0)) await cluster.stop();
    const place = join(stateDir, 'postgres', 'place.json');
    if (existsSync(place)) {
      const { folder } = JSON.parse(readFileSync(place, 'utf8')) as { folder: string };
      rmSync(folder, { recursive: true, force: true });
    }
    rmSync(stateDir, { recursive: true, force: true });
  });

  const start = async (options: Partial<LocalClusterOptions> = {}): Promise<LocalCluster> => {
    const cluster = await startLocalCluster({ stateDir, env, ...options });
    running.push(cluster);
    return cluster;
  };

  const startElsewhere = async (options: Partial<LocalClusterOptions>): Promise<{ pid: number; cluster: Owned }> => {
    const script = join(import.meta.dirname, '..', 'test', 'cluster-owner.mjs');
    const { NODE_OPTIONS: _ours, ...ownEnv } = env;
    const child = spawn(
      process.execPath,
      ['--experimental-transform-types', '--no-warnings', script, JSON.stringify({ stateDir, ...options })],
      { env: ownEnv, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    owners.push(child.pid ?? 0);
    const lines = createInterface(child.stdout);
    const gone = once(child, 'exit').then(() =>
      Promise.reject(new Error('Starting a cluster elsewhere: the process ended.')),
    );
    const [line] = (await Promise.race([once(lines, 'line'), gone])) as [string];
    gone.catch(() => undefined);
    return { pid: child.pid ?? 0, cluster: JSON.parse(line) as Owned };
  };

  it('starts a Kafka that lists itself and a PostgreSQL that answers, and leaves nothing behind when it stops', async () => {
    const cluster = await start({ ephemeral: true });
    expect(leftFolders(stateDir)).toHaveLength(1);
    await reachesBroker(adminOf(cluster));
    expect(await ask(cluster.databaseUrl, 'SELECT current_database() AS answer')).toBe('schakel');
    await cluster.stop();
    expect([cluster.kafkaPid, cluster.postgresPid, cluster.keeperPid].map((pid) => identityOf(pid ?? 0))).toEqual([
      null,
      null,
      null,
    ]);
    await expect(answersMetadata('127.0.0.1', portOf(cluster.kafkaBrokers))).rejects.toThrow('ECONNREFUSED');
    expect(leftFolders(stateDir)).toEqual([]);
  });

  it('takes free ports where the usual ones are taken', async () => {
    const taken = await Promise.all([occupy(), occupy()]);
    const ports = { kafka: taken[0].port, postgres: taken[1].port };
    const cluster = await start({ ephemeral: true, ports });
    expect(portOf(cluster.kafkaBrokers)).not.toBe(ports.kafka);
    expect(Number(new URL(cluster.databaseUrl).port)).not.toBe(ports.postgres);
    for (const { server } of taken) server.close();
  });

  it('keeps its state over a stop and throws it away when asked for a fresh one', async () => {
    const ports = { kafka: 0, postgres: 0 };
    const first = await start({ ports });
    await ask(first.databaseUrl, 'CREATE TABLE kept AS SELECT 1 AS answer');
    const kafkaNode = readFileSync(join(stateDir, 'kafka', 'data', 'meta.properties'), 'utf8');
    await first.stop();
    const second = await start({ ports });
    expect(await ask(second.databaseUrl, 'SELECT answer FROM kept')).toBe(1);
    expect(readFileSync(join(stateDir, 'kafka', 'data', 'meta.properties'), 'utf8')).toBe(kafkaNode);
    await second.stop();
    const third = await start({ ports, fresh: true, kafka: false });
    await expect(ask(third.databaseUrl, 'SELECT answer FROM kept')).rejects.toThrow('does not exist');
  });

  it('keeps the password in a file that only its owner may read', async () => {
    const cluster = await start({ kafka: false, ports: { postgres: 0 } });
    const file = join(stateDir, 'secrets', 'postgres.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain(new URL(cluster.databaseUrl).password);
  });

  it('lets nobody in without a password, and keeps the passwords of its first users in files of their owner alone', async () => {
    const cluster = await start({ postgres: false, ports: { kafka: 0 } });
    const admin = adminOf(cluster);
    await expect(reachesBroker({ ...admin, login: null })).rejects.toThrow();
    const wrong = { mechanism: 'scram-sha-512', username: 'kafka-admin', password: 'guessed' } as const;
    await expect(reachesBroker({ ...admin, login: wrong })).rejects.toThrow(/Authentication failed/);
    const kept = ['secrets/kafka-admin.json', 'secrets/kafka-node.json', 'kafka/server.properties'];
    expect(kept.map((file) => statSync(join(stateDir, file)).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    expect(existsSync(join(stateDir, 'kafka', 'format.args'))).toBe(false);
    const log = readFileSync(join(stateDir, 'kafka', 'kafka.log'), 'utf8');
    expect(log + readFileSync(join(stateDir, 'kafka', 'kafka-format.log'), 'utf8')).not.toContain(
      admin.login?.password,
    );
  });

  it('says what to do when the data are there and the passwords that belong to them are not', async () => {
    const ports = { kafka: 0 };
    const first = await start({ postgres: false, ports });
    await first.stop();
    rmSync(join(stateDir, 'secrets', 'kafka-node.json'));
    await expect(startLocalCluster({ stateDir, env, postgres: false, ports })).rejects.toThrow(/--fresh/);
  });

  it('says at once what to do when the database is there and its password is gone or another, and starts fresh when told to', async () => {
    const ports = { postgres: 0 };
    const password = join(stateDir, 'secrets', 'postgres.json');
    await (await start({ kafka: false, ports })).stop();
    rmSync(password);
    const again = () => startLocalCluster({ stateDir, env, kafka: false, ports });
    await expect(again()).rejects.toThrow(/a database of an earlier run in [^]*--fresh/);
    expect(existsSync(password)).toBe(false);
    writeFileSync(password, JSON.stringify({ password: 'of-another-database' }));
    await expect(again()).rejects.toThrow(/does not take the password[^]*--fresh/);
    const fresh = await start({ kafka: false, ports, fresh: true });
    expect(await ask(fresh.databaseUrl, 'SELECT 1 AS answer')).toBe(1);
  });

  it('refuses a folder that another living process uses, and says which', async () => {
    await start({ kafka: false, ports: { postgres: 0 } });
    await expect(startLocalCluster({ stateDir, env, kafka: false })).rejects.toThrow(`process ${process.pid}`);
  });

  it('stops the servers of a process that is killed outright, and starts again on what they had stored', async () => {
    const ports = { kafka: 0, postgres: 0 };
    const { pid, cluster } = await startElsewhere({ ports });
    await ask(cluster.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS answer');
    process.kill(pid, 'SIGKILL');
    await until(() => identityOf(pid) === null);
    const again = await start({ ports });
    expect([cluster.kafkaPid, cluster.postgresPid, cluster.keeperPid].map(identityOf)).toEqual([null, null, null]);
    expect(await ask(again.databaseUrl, 'SELECT answer FROM kept')).toBe(7);
  });

  it('starts again after process and keeper were both killed and had left the servers running', async () => {
    const ports = { kafka: 0, postgres: 0 };
    const { pid, cluster } = await startElsewhere({ ports });
    await ask(cluster.databaseUrl, 'CREATE TABLE kept AS SELECT 8 AS answer');
    // Stopped first, it cannot end the servers when it sees its keeper die.
    process.kill(pid, 'SIGSTOP');
    process.kill(cluster.keeperPid, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    await until(() => identityOf(pid) === null);
    const again = await start({ ports });
    expect([cluster.kafkaPid, cluster.postgresPid].map(identityOf)).toEqual([null, null]);
    expect(await ask(again.databaseUrl, 'SELECT answer FROM kept')).toBe(8);
  });

  it('removes the folders of an ephemeral cluster whose process is killed outright', async () => {
    const { pid, cluster } = await startElsewhere({ ephemeral: true, kafka: false });
    process.kill(pid, 'SIGKILL');
    await until(() => identityOf(cluster.keeperPid) === null);
    expect(identityOf(cluster.postgresPid)).toBeNull();
    expect(leftFolders(stateDir)).toEqual([]);
  });

  it('tells when a server ends by itself', async () => {
    let told: Error | null = null;
    const cluster = await start({ ephemeral: true, kafka: false, onFailure: (error) => (told = error) });
    process.kill(cluster.postgresPid ?? 0, 'SIGKILL');
    await until(() => told !== null);
    expect(String(told)).toContain('PostgreSQL ended by itself');
  });

  it('starts servers that died again on the same data and ports, as often as they die, and stops them in the end', async () => {
    const revived: string[] = [];
    const cluster = await start({ ports: { kafka: 0, postgres: 0 }, onRevived: (server) => revived.push(server) });
    await ask(cluster.databaseUrl, 'CREATE TABLE kept AS SELECT 9 AS answer');
    const kafkaNode = readFileSync(join(stateDir, 'kafka', 'data', 'meta.properties'), 'utf8');
    for (const died of [1, 2]) {
      process.kill(cluster.kafkaPid ?? 0, 'SIGKILL');
      process.kill(cluster.postgresPid ?? 0, 'SIGKILL');
      await until(() => revived.length === 2 * died);
      await reachesBroker(adminOf(cluster));
      expect(await ask(cluster.databaseUrl, 'SELECT answer FROM kept')).toBe(9);
    }
    expect(revived.toSorted()).toEqual(['Kafka', 'Kafka', 'PostgreSQL', 'PostgreSQL']);
    expect(readFileSync(join(stateDir, 'kafka', 'data', 'meta.properties'), 'utf8')).toBe(kafkaNode);
    const pids = [cluster.kafkaPid, cluster.postgresPid];
    await cluster.stop();
    expect(pids.map((pid) => identityOf(pid ?? 0))).toEqual([null, null]);
  });

  it('uses the servers of KAFKA_BROKERS and DATABASE_URL instead of its own', async () => {
    const own = await start({ ephemeral: true });
    const other = await startLocalCluster({
      stateDir,
      env: { ...env, ...own.kafkaEnv, DATABASE_URL: own.databaseUrl },
    });
    expect(other).toMatchObject({
      kafkaBrokers: own.kafkaBrokers,
      kafkaEnv: own.kafkaEnv,
      databaseUrl: own.databaseUrl,
      kafkaPid: null,
      postgresPid: null,
    });
    await other.stop();
    await reachesBroker(adminOf(own));
  });
});

function adminOf({ kafkaEnv }: LocalCluster): BrokerAccess {
  const loaded = loadConfig({ DATABASE_URL: 'postgres://none', ...kafkaEnv });
  if (!loaded.ok) throw new Error('The cluster does not say how to reach its Kafka.');
  return openBrokerAdministration(loaded.config);
}

function portOf(brokers: string): number {
  return Number(brokers.slice(brokers.lastIndexOf(':') + 1));
}

/** What ephemeral clusters of this state folder left outside it. */
function leftFolders(stateDir: string): string[] {
  const prefix = `schakel-${createHash('sha256').update(stateDir).digest('hex').slice(0, 12)}-`;
  const parents = ['/var/tmp', tmpdir()].filter((parent) => existsSync(parent));
  return parents.flatMap((parent) => readdirSync(parent).filter((name) => name.startsWith(prefix)));
}

async function ask(url: string, query: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(query);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(25);
}
