import { randomUUID } from 'node:crypto';
import { openKafkaLog, type MessageLog } from '#lib/messaging';
import { openDatabase, type Database } from '#lib/persistence';
import { groupNames, Shutdown, silentLogger, type Logger } from '#lib/platform';
import { openLog } from '#lib/routing';
import {
  caseTraffic,
  RoutedLog,
  testBroker,
  testHub,
  TestPrincipals,
  testSettings,
  testSetUp,
  until,
  type TestHub,
} from '#lib/testing';
import { startLedger } from '../src/start-ledger.js';

const databaseUrl = process.env['DATABASE_URL'] ?? '';

export const PARTITIONS = 2;

/** A case log with decisions on it, in a prefix and schema of its own, and ledgers as their process runs them. */
export class LedgerWorld {
  readonly router: RoutedLog;
  private readonly running: Shutdown[] = [];

  private constructor(
    readonly prefix: string,
    readonly test: TestHub,
    readonly log: MessageLog,
    readonly database: Database,
    private readonly principals: TestPrincipals,
  ) {
    this.router = new RoutedLog(test.hub, log, test.topics.messages);
  }

  static async open(cases: number): Promise<LedgerWorld> {
    if (databaseUrl === '') throw new Error('Set KAFKA_BROKERS and DATABASE_URL, or run `npm test`.');
    const prefix = `ledger-${randomUUID().slice(0, 8)}`;
    const test = testHub(prefix);
    const log = await openKafkaLog({ access: testBroker(), clientId: 'ledger-test', backOff: () => 20 });
    const principals = await TestPrincipals.of(prefix);
    const database = await openDatabase(databaseUrl, prefix);
    const world = new LedgerWorld(prefix, test, log, database, principals);
    await openLog(testSetUp(test, log, database.log, database.router, PARTITIONS));
    await log.publish(caseTraffic(test, cases));
    return world;
  }

  /** Answers with the address of its health and metrics. */
  async startLedger(): Promise<string> {
    const { prefix, principals } = this;
    const place = { SCHAKEL_PREFIX: prefix, SCHAKEL_STATE: principals.stateFolder, SCHAKEL_PORT_LEDGER: '0' };
    const shutdown = new Shutdown(silentLogger);
    this.running.push(shutdown);
    let address = '';
    const info: Logger['info'] = (_message, fields) => {
      const found = fields?.['address'];
      if (typeof found === 'string') address = found;
    };
    await startLedger(testSettings(place), { ...silentLogger, info }, shutdown);
    return address;
  }

  async stopLedgers(): Promise<void> {
    await Promise.all(this.running.splice(0).map((shutdown) => shutdown.closeAll(20_000)));
  }

  /** Until the ledger has everything that stands on the topic now. */
  async whenTaken(stream: 'decisions' | 'receipts' | 'quarantine' = 'decisions'): Promise<void> {
    const ends = await this.log.ends(this.test.topics[stream]);
    const wanted = ends.filter(({ high }) => high > 0);
    await until(`the ledger to take all ${stream}`, async () => {
      const positions = (await this.database.ledger.positions()).filter((position) => position.stream === stream);
      return wanted.every(({ partition, high }) =>
        positions.some((one) => one.partition === partition && one.nextOffset === high),
      );
    });
  }

  async remove(): Promise<void> {
    await this.stopLedgers();
    const { ledger, receipts, quarantine } = groupNames(this.prefix);
    await this.log.deleteGroups([ledger, receipts, quarantine]);
    await this.log.deleteTopics(this.test.topics.all());
    await this.log.close();
    await this.principals.remove();
    await this.database.dropSchema();
    await this.database.close();
  }
}
