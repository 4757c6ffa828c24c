import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKafkaLog, type MessageLog } from '#lib/messaging';
import { openDatabase, type Database } from '#lib/persistence';
import { groupNames } from '#lib/platform';
import { openLog, type LogSetUp } from '#lib/routing';
import {
  caseTraffic,
  testBroker,
  testHub,
  testKeyFiles,
  TestPrincipals,
  testSetUp,
  twoRuleSets,
  until,
  type TwoRuleSets,
} from '#lib/testing';
import { RouterProcess } from './router-process.js';

const databaseUrl = process.env['DATABASE_URL'] ?? '';

export const PARTITIONS = 3;

/** A case log of its own on the servers of the tests, with keys that router processes and the test share. */
export class RoutedWorld {
  readonly groups: string[] = [];
  private readonly routers: RouterProcess[] = [];
  private seed = 0;

  private constructor(
    readonly prefix: string,
    readonly state: string,
    readonly test: TwoRuleSets,
    readonly log: MessageLog,
    readonly database: Database,
    private readonly principals: TestPrincipals,
  ) {
    this.groups.push(groupNames(prefix).router);
  }

  static async open(): Promise<RoutedWorld> {
    if (databaseUrl === '') throw new Error('Set KAFKA_BROKERS and DATABASE_URL, or run `npm test`.');
    const prefix = `faults-${randomUUID().slice(0, 8)}`;
    const state = mkdtempSync(join(tmpdir(), `schakel-${prefix}-`));
    const secrets = join(state, 'secrets');
    mkdirSync(secrets, { mode: 0o700 });
    for (const [file, content] of Object.entries(testKeyFiles)) {
      writeFileSync(join(secrets, file), JSON.stringify(content), { mode: 0o600 });
    }
    const log = await openKafkaLog({ access: testBroker(), clientId: 'faults-test', backOff: () => 50 });
    const principals = await TestPrincipals.of(prefix, [], state);
    const database = await openDatabase(databaseUrl, prefix);
    const world = new RoutedWorld(prefix, state, twoRuleSets(testHub(prefix)), log, database, principals);
    await openLog(world.setUp());
    return world;
  }

  setUp(): LogSetUp {
    const { test, log, database } = this;
    return testSetUp(test, log, database.log, database.router, PARTITIONS);
  }

  /** So many cases' worth of records: nine each, of the same persons every time. */
  async send(cases: number): Promise<void> {
    await this.log.publish(caseTraffic(this.test, cases, ++this.seed));
  }

  startRouter(fault = ''): RouterProcess {
    const env = {
      DATABASE_URL: databaseUrl,
      SCHAKEL_PREFIX: this.prefix,
      SCHAKEL_STATE: this.state,
    };
    const router = RouterProcess.start(env, fault);
    this.routers.push(router);
    return router;
  }

  /** Until the rows say that everything that stands in the log now has been taken. */
  async whenTaken(seconds = 120): Promise<void> {
    const ends = await this.log.ends(this.test.topics.messages);
    await until(
      'every record to be taken',
      async () => {
        const rows = await Promise.all(ends.map(({ partition }) => this.database.router.partitionRow(partition)));
        return rows.every((row, index) => (row?.nextOffset ?? 0) >= (ends[index]?.high ?? 0));
      },
      seconds,
    );
  }

  async stopRouters(): Promise<void> {
    await Promise.all(this.routers.splice(0).map((router) => router.stop()));
  }

  async remove(): Promise<void> {
    await this.stopRouters();
    await this.log.deleteGroups(this.groups);
    await this.log.deleteTopics(this.test.topics.all());
    await this.log.close();
    await this.principals.remove();
    await this.database.dropSchema();
    await this.database.close();
    rmSync(this.state, { recursive: true, force: true });
  }
}
