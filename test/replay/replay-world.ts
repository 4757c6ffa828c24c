import { randomUUID } from 'node:crypto';
import { loadHubContracts, seededRandom, type Contracts } from '#lib/contracts';
import type { Content, ControlCode, Endpoint, MessageCode } from '#lib/domain';
import { openKafkaLog, partitionOf, type MessageLog, type RecordBatch, type RecordToPublish } from '#lib/messaging';
import { openDatabase, type Database, type Delivery, type DeliveryState } from '#lib/persistence';
import { caseKeyOf, messageIdOf, originMac, projectRoot, silentLogger, systemClock, type Logger } from '#lib/platform';
import type { PlanOrder, PlanState, PlanView } from '#lib/replay';
import { activate, deliveryId, openLog, sameInForce, type InForce } from '#lib/routing';
import {
  acceptedRecord,
  testBroker,
  testHub,
  testKeys,
  testSetUp,
  twoRuleSets,
  until,
  type TwoRuleSets,
} from '#lib/testing';
import { ReplayDeskService } from '../../apps/console/src/replay/desk/replay-desk.service.js';
import type { ReplayParts } from '../../apps/console/src/replay/replay-parts.js';
import type { ReplayPolicy } from '../../apps/console/src/replay/replay-policy.js';
import { PlanWorker } from '../../apps/console/src/replay/running/plan-worker.js';
import { hubTakers } from './hub-takers.js';
import { TestRecipient } from './test-recipient.js';
import { whenRouted } from './when-routed.js';

const PARTITIONS = 2;
export const OPERATOR = { subject: 'operator-1' };
export const APPROVER = { subject: 'approver-1' };
export const REASON = 'The recipient mended its intake';
const POLICY: ReplayPolicy = { freeUpTo: 5, validMs: 3_600_000, mostItems: 50_000, mostUnderWay: 1000 };

interface Sent {
  readonly code: MessageCode | ControlCode;
  readonly sender: Endpoint;
  readonly vNumber: string;
  readonly id: string;
  readonly content: Content;
}

/** The release that a world runs, and what its adapters read deliveries with. */
export interface WorldRelease extends TwoRuleSets {
  readonly adapters: Contracts;
}

const ofToday = (prefix: string): WorldRelease => ({
  ...twoRuleSets(testHub(prefix)),
  adapters: loadHubContracts(projectRoot()),
});

/** Everything of a hub but its doors, on real Kafka and PostgreSQL in one process; the recipient COA is the test's. */
export class ReplayWorld {
  readonly test: WorldRelease;
  /** What the doors write with; a test may set that of another release. */
  doors: Contracts;
  readonly parts: ReplayParts;
  readonly desk: ReplayDeskService;
  /** Of the consoles of this world; a test may set it. */
  readonly policy: { -readonly [K in keyof ReplayPolicy]: ReplayPolicy[K] };
  alarms = 0;
  readonly recipient: TestRecipient;
  private readonly workers = new Set<PlanWorker>();
  private clock = Date.parse('2026-11-02T10:00:00.000Z');
  private ids = 0;

  private constructor(
    readonly prefix: string,
    readonly log: MessageLog,
    readonly database: Database,
    policy: Partial<ReplayPolicy>,
    logger: Logger,
    test: WorldRelease,
  ) {
    this.policy = { ...POLICY, ...policy };
    const liesIn = (caseKey: string, partition: number): boolean => partitionOf(caseKey, PARTITIONS) === partition;
    this.test = { ...test, hub: { ...test.hub, liesIn } };
    const { hub, topics, contracts } = this.test;
    this.doors = contracts;
    const keys = { sign: (claim: Parameters<typeof originMac>[0]) => originMac(claim, testKeys.ring) };
    this.parts = {
      ...{ database, log, hub, topics, contracts, keys, logger },
      ...{ partitions: PARTITIONS, policy: this.policy, clock: systemClock },
    };
    this.desk = new ReplayDeskService(this.parts);
    this.recipient = new TestRecipient({ log, database, topics, logger, contracts: test.adapters });
  }

  static async open(
    policy: Partial<ReplayPolicy> = {},
    logger: Logger = silentLogger,
    release: (prefix: string) => WorldRelease = ofToday,
  ): Promise<ReplayWorld> {
    const url = process.env['DATABASE_URL'] ?? '';
    if (url === '') throw new Error('Set KAFKA_BROKERS and DATABASE_URL, or run `npm test`.');
    const prefix = `replay-${randomUUID().slice(0, 8)}`;
    const log = await openKafkaLog({ access: testBroker(), clientId: 'replay-test', backOff: () => 50 });
    const database = await openDatabase(url, prefix, { poolSize: 24 });
    const world = new ReplayWorld(prefix, log, database, policy, logger, release(prefix));
    const { test } = world;
    await openLog(testSetUp(test, log, database.log, database.router, PARTITIONS));
    await world.start();
    return world;
  }

  /** Another console on the same hub. */
  startConsole(): PlanWorker {
    const worker = new PlanWorker(this.parts);
    this.workers.add(worker);
    worker.start();
    return worker;
  }

  /** Sends a message as its door does. Answers with its id. */
  async send(
    code: MessageCode | ControlCode,
    sender: Endpoint,
    vNumber: string,
    content: Content = {},
  ): Promise<string> {
    const id = `sent-${++this.ids}`;
    await this.publish([{ code, sender, vNumber, id, content }]);
    return this.messageId(sender, id);
  }

  /** The interview of a person whom COA hosts; COA gets each of them. Answers with the delivery ids for COA. */
  async interviews(vNumber: string, count: number): Promise<string[]> {
    const from = { value: true, from: '2026-11-01T08:00:00.000Z' };
    await this.send('H2', 'COA', vNumber, { fact: 'COA_HOST', ...from });
    await this.send('H2', 'DTV', vNumber, { fact: 'LKO', ...from });
    const ids = Array.from({ length: count }, () => `sent-${++this.ids}`);
    await this.publish(ids.map((id) => ({ code: 'M06' as const, sender: 'DTV' as const, vNumber, id, content: {} })));
    return ids.map((id) => deliveryId(this.messageId('DTV', id), 'COA', 0));
  }

  /** A case of so many interviews that COA refused for good; then COA is mended. */
  async blocked(vNumber: string, count: number): Promise<string[]> {
    this.refuse(vNumber);
    const ids = await this.interviews(vNumber, count);
    await this.settled(ids.slice(0, 1), 'DEAD');
    if (count > 1) await this.settled(ids.slice(1), 'PARKED');
    this.refuse();
    return ids;
  }

  async publish(messages: readonly Sent[]): Promise<void> {
    await this.log.publish(this.recordsOf(messages));
  }

  /** As their doors would write them. */
  recordsOf(messages: readonly Sent[]): readonly RecordToPublish[] {
    const contracts = this.doors;
    return messages.map(({ code, sender, vNumber, id, content }) => {
      const sample = code.startsWith('H') ? {} : contracts.sample(code, seededRandom(this.ids));
      return acceptedRecord(
        { ...this.test, contracts },
        {
          ...{ code, sender: { endpoint: sender, unit: null }, id },
          acceptedAt: new Date((this.clock += 1000)).toISOString(),
          content: { ...sample, vNumber, ...content },
        },
      );
    });
  }

  /** From now on nothing of this person may go to COA. */
  async hostedNoMore(vNumber: string): Promise<void> {
    await this.send('H2', 'COA', vNumber, { fact: 'COA_HOST', value: false, from: '2026-11-03T08:00:00.000Z' });
    await this.routed();
  }

  /** Puts rules and schemas of this release in force. */
  async activate(inForce: InForce): Promise<void> {
    const { test, log, database } = this;
    const setUp = { ...testSetUp(test, log, database.log, database.router, PARTITIONS), inForce };
    await activate(setUp, { logId: test.hub.logId, partitions: PARTITIONS });
    await until('it to be in force everywhere', async () => {
      const rows = await Promise.all([0, 1].map((partition) => database.router.partitionRow(partition)));
      return rows.every((row) => row?.inForce != null && sameInForce(row.inForce, inForce));
    });
  }

  caseKey(vNumber: string): string {
    return caseKeyOf(vNumber, testKeys.caseKey);
  }

  /** Refuses for good what comes for these cases; takes all else. */
  refuse(...vNumbers: readonly string[]): void {
    this.recipient.refuseCases(vNumbers.map((one) => this.caseKey(one)));
  }

  /** Delivery ids that COA took, in order. */
  get taken(): readonly string[] {
    return this.recipient.taken;
  }

  /** What COA was offered under this id, attempt by attempt. */
  bodiesOf(id: string): readonly Buffer[] {
    return this.recipient.bodies.get(id) ?? [];
  }

  async row(id: string): Promise<Delivery> {
    const row = await this.database.deliveries.find(id);
    if (row === null) throw new Error('Looking for a delivery: there is none.');
    return row;
  }

  /** As the door of the sender notes it: that a message takes the place of an earlier one. */
  async correct(later: string, earlier: string, vNumber: string): Promise<void> {
    for (const [messageId, supersedes] of [[earlier, []] as const, [later, [earlier]] as const]) {
      const about = { source: 'urn:test', id: messageId, contentHash: messageId, messageId, party: 'DTV', code: 'M06' };
      const times = { acceptedAt: '2026-11-02T10:00:00.000Z', leaseMs: 1000 };
      await this.database.submissions.begin({ ...about, ...times, caseKey: this.caseKey(vNumber), supersedes });
    }
  }

  /** Until the router has stored all that was sent. */
  private routed(): Promise<void> {
    return whenRouted(this.log, this.database, this.test.topics.messages);
  }

  /** Until these deliveries are in this state, the router has stored why, and the ledger knows of it where it is an end. */
  async settled(ids: readonly string[], state: DeliveryState): Promise<void> {
    await until(`${ids.length} deliveries to be ${state}`, async () => {
      const rows = await Promise.all(ids.map((id) => this.database.deliveries.find(id)));
      return rows.every((row) => row?.state === state);
    });
    await this.routed();
    if (state === 'PARKED') return;
    await until('the ledger to know', async () => {
      const receipts = await this.database.ledger.receiptsOf(ids);
      return new Set(receipts.map((receipt) => receipt.deliveryId)).size === ids.length;
    });
  }

  /** Orders a plan and waits for its dry run. */
  async planned(order: Partial<PlanOrder>): Promise<PlanView> {
    const whole: PlanOrder = { kind: 'REDELIVER', selection: {}, ratePerSecond: null, reason: REASON, ...order };
    const answer = await this.desk.plan(whole, OPERATOR);
    if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
    return this.inState(answer.value.planId, 'PLANNED', 'FAILED');
  }

  async inState(planId: string, ...states: readonly PlanState[]): Promise<PlanView> {
    const seen: PlanView[] = [];
    await until(`the plan to be ${states.join(' or ')}`, async () => {
      const plan = await this.desk.find(planId);
      if (plan !== null && states.includes(plan.state)) seen.push(plan);
      return seen.length > 0;
    });
    return seen[0]!;
  }

  /** Approves, runs, and waits for its end. */
  async carriedOut({ planId, planHash }: PlanView): Promise<PlanView> {
    await this.approvedAndRun(planId, planHash);
    return this.inState(planId, 'DONE', 'STOPPED', 'OUTDATED');
  }

  async approvedAndRun(planId: string, planHash: string | null): Promise<void> {
    const approved = await this.desk.approve(planId, planHash ?? '', APPROVER);
    if (!approved.ok) throw new Error(JSON.stringify(approved.fault));
    const running = await this.desk.run(planId, OPERATOR);
    if (!running.ok) throw new Error(JSON.stringify(running.fault));
  }

  async items(planId: string) {
    const page = await this.desk.items(planId, {}, { limit: 1000, after: null });
    return page?.rows ?? [];
  }

  async remove(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.stop()));
    await this.recipient.stop();
    await this.log.close();
    const admin = await openKafkaLog({ access: testBroker(), clientId: 'replay-test-end' });
    await admin.deleteTopics(this.test.topics.all());
    await admin.close();
    await this.database.dropSchema();
    await this.database.close();
  }

  private messageId(sender: Endpoint, id: string): string {
    return messageIdOf(this.test.contracts.partners.sourceOf({ endpoint: sender, unit: null }) ?? '', id);
  }

  private async start(): Promise<void> {
    const { log, database, recipient } = this;
    await recipient.start();
    const takers = [
      ...hubTakers(this.test, { ...this.parts, log, database }, PARTITIONS, () => (this.alarms += 1)),
      [this.test.topics.delivery('COA'), (batch: RecordBatch) => recipient.take(batch)] as const,
    ];
    await Promise.all(
      takers.map(([topic, handler]) =>
        log.subscribe({ topics: [topic], groupId: `${topic}.test`, from: 'beginning' }, handler),
      ),
    );
  }
}
