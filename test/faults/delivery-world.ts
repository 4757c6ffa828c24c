import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadHubContracts } from '#lib/contracts';
import { openKafkaLog, type MessageLog } from '#lib/messaging';
import { openDatabase, type Database } from '#lib/persistence';
import { groupNames, projectRoot, topicNames, type TopicNames } from '#lib/platform';
import { testBroker, until } from '#lib/testing';
import { deliveryRecord } from './delivery-record.js';
import { Receiver } from './receiver.js';

const databaseUrl = process.env['DATABASE_URL'] ?? '';
const contracts = loadHubContracts(projectRoot());
const PARTITIONS = 2;

/** Deliveries for municipalities on real servers, processes that push them, and the municipalities that take them. */
export class DeliveryWorld {
  readonly deliverers: ChildProcess[] = [];
  private offset = 0;

  private constructor(
    private readonly prefix: string,
    private readonly topics: TopicNames,
    readonly log: MessageLog,
    readonly database: Database,
    readonly receiver: Receiver,
  ) {}

  static async open(): Promise<DeliveryWorld> {
    if (databaseUrl === '') throw new Error('Set KAFKA_BROKERS and DATABASE_URL, or run `npm test`.');
    const prefix = `faults-${randomUUID().slice(0, 8)}`;
    const topics = topicNames(prefix);
    const log = await openKafkaLog({ access: testBroker(), clientId: 'faults-test', backOff: () => 50 });
    const used = [topics.delivery('GEM'), topics.deadLetter('GEM'), topics.receipts];
    await log.ensureTopics(used.map((topic) => ({ topic, partitions: PARTITIONS })));
    const database = await openDatabase(databaseUrl, prefix);
    return new DeliveryWorld(prefix, topics, log, database, await Receiver.listen());
  }

  /** So many deliveries for this municipality, spread over so many cases, as the router writes them. Answers with their ids. */
  async send(unit: string, count: number, cases: number): Promise<string[]> {
    const records = Array.from({ length: count }, (_, n) =>
      deliveryRecord(contracts, this.topics, unit, String(9999000001 + (n % cases)), (this.offset += 1)),
    );
    for (let at = 0; at < count; at += 500) await this.log.publish(records.slice(at, at + 500));
    return records.map(({ headers }) => headers['ce_id'] ?? '');
  }

  async startDeliverer(): Promise<ChildProcess> {
    const program = join(projectRoot(), 'dist/test/faults/deliverer.main.js');
    const env = { DATABASE_URL: databaseUrl, SCHAKEL_PREFIX: this.prefix };
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, ...env, RECEIVER: this.receiver.url, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    this.deliverers.push(child);
    await until('the deliverer to deliver', () => said.includes('delivering') || child.exitCode !== null, 60);
    if (child.exitCode !== null) throw new Error('The deliverer ended while starting.');
    return child;
  }

  async counts(unit: string): Promise<Readonly<Record<string, number>>> {
    const rows = (await this.database.deliveries.counts()).filter((row) => row.unit === unit);
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** Deliveries that a receipt says are there, each once. */
  async receipted(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    for (const { partition, high } of await this.log.ends(this.topics.receipts)) {
      for await (const page of this.log.read(this.topics.receipts, partition, 0, high)) {
        for (const { value } of page) {
          const decoded = value === null ? null : contracts.decode(value);
          if (decoded?.ok === true && decoded.content.outcome === 'DELIVERED')
            ids.add(String(decoded.content.deliveryId));
        }
      }
    }
    return ids;
  }

  async remove(): Promise<void> {
    await Promise.all(this.deliverers.map(ended));
    await this.receiver.close();
    await this.log.deleteGroups([groupNames(this.prefix).delivery('GEM')]);
    await this.log.deleteTopics([this.topics.delivery('GEM'), this.topics.deadLetter('GEM'), this.topics.receipts]);
    await this.log.close();
    await this.database.dropSchema();
    await this.database.close();
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  // One that stands still can't hear that it should end.
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  await gone;
}
