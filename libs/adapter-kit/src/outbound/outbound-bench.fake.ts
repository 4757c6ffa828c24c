import { seededRandom } from '#lib/contracts';
import type { Endpoint, MessageCode } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { memoryRuntime, testContracts, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { routerRecord } from '../conformance/router-record.js';
import { canonicalJson } from '../definition/canonical-json.format.js';
import { MemoryDatabase } from '../runtime/memory-database.fake.js';
import { DeliveryRunner } from './delivery-runner.js';
import type { OutboundParts } from './outbound-parts.js';
import { OutboundPipeline } from './outbound-pipeline.js';
import type { PushAnswer } from './push-answer.js';
import { unpaced } from './recipient-pace.js';

type Parts = { -readonly [K in keyof OutboundParts]: OutboundParts[K] };

/** The outbound side of one endpoint on a clock that the spec moves: nothing happens between `run`s, and nothing by itself. */
export class OutboundBench {
  readonly memory: MemoryDatabase;
  readonly parts: Parts;
  runner: DeliveryRunner;

  private constructor(
    readonly runtime: MemoryRuntime,
    readonly endpoint: Endpoint,
  ) {
    const { contracts, log, transport, topics, groups, clock, logger } = runtime;
    this.memory = new MemoryDatabase(() => clock.now());
    const database = this.memory.asDatabase();
    this.parts = {
      endpoint,
      format: canonicalJson,
      contracts,
      log,
      deliveries: database.deliveries,
      lanes: database.lanes,
      queue: database.queue,
      references: database.references,
      quarantine: database.quarantine,
      fetches: () => false,
      factsOfCase: database.router.factsOfCase,
      storyClock: false,
      transport,
      pace: unpaced,
      topics: {
        delivery: topics.delivery(endpoint),
        deadLetter: topics.deadLetter(endpoint),
        receipts: topics.receipts,
      },
      group: groups.delivery(endpoint),
      caps: { blockedCases: 10_000, parked: 1_000_000 },
      clock,
      random: () => 0,
      logger,
      count: () => undefined,
    };
    this.runner = new DeliveryRunner(this.parts);
  }

  static async open(endpoint: Endpoint = 'COA'): Promise<OutboundBench> {
    return new OutboundBench(await memoryRuntime(), endpoint);
  }

  /** A delivery as the router wrote it; cases differ by V-number. */
  record(offset: number, { code = 'M02', vNumber = '9999000001', unit = null }: RecordOptions = {}): StoredRecord {
    const content = testContracts().sample(code, seededRandom(offset), { vNumber });
    const recipient = { endpoint: this.endpoint, unit };
    const written = routerRecord(testContracts(), this.runtime.topics, code, recipient, content, offset);
    const { topic, key, value, headers } = written;
    return { topic, partition: 0, offset, key, value, headers };
  }

  /** As the router stores the reference under which a mission may answer. */
  giveReference({ key, headers }: StoredRecord): void {
    const [unit, reference] = [headers['schakel-unit'] ?? '', headers['ce_subject'] ?? ''];
    this.memory.given.push({ unit, reference, caseKey: key ?? '', vNumberEncrypted: '' });
  }

  /** Takes a batch, and lets what goes out at once go out. */
  async take(...records: StoredRecord[]): Promise<unknown> {
    const outcome = await new OutboundPipeline(this.parts, this.runner).handle({ records });
    await this.runner.whenIdle();
    return outcome;
  }

  /** Lets so much time pass in small steps, and does what is due at each. */
  async run(ms: number, stepMs = 50): Promise<void> {
    for (let passed = 0; passed <= ms; passed += stepMs) {
      await this.runner.round();
      await this.runner.whenIdle();
      this.runtime.clock.advance(stepMs);
    }
  }

  /** Ids of the attempts, in order. */
  get attempted(): string[] {
    return this.runtime.transport.attempts.map(({ deliveryId }) => deliveryId);
  }

  stored(topic: string): readonly StoredRecord[] {
    return this.runtime.log.broker.topics.get(topic)![0]!.records;
  }

  receipts(): unknown[] {
    return this.stored(this.runtime.topics.receipts).map(({ value }) => {
      const decoded = testContracts().decode(value!);
      return decoded.ok ? decoded.content : decoded;
    });
  }
}

export interface RecordOptions {
  readonly code?: MessageCode;
  readonly vNumber?: string;
  readonly unit?: string | null;
}

export function idOf(record: StoredRecord): string {
  return record.headers['ce_id'] ?? '';
}

export function failed(
  failure: 'endpoint' | 'message' | 'unknown' | 'auth',
  retryAfterMs: number | null = null,
): PushAnswer {
  return { kind: 'failed', failure, reason: 'as-told', retryAfterMs };
}
