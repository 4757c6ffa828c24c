import {
  canonicalJson,
  DeliveryRunner,
  OutboundPipeline,
  unpaced,
  type OutboundParts,
  type PushAnswer,
} from '#lib/adapter-kit';
import type { Contracts } from '#lib/contracts';
import type { BatchOutcome, MessageLog, RecordBatch } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import { systemClock, type Logger, type TopicNames } from '#lib/platform';

const DELIVERED: PushAnswer = { kind: 'delivered' };
const REFUSED: PushAnswer = { kind: 'failed', failure: 'message', reason: 'http-400', retryAfterMs: null };

export interface RecipientWorld {
  readonly log: MessageLog;
  readonly database: Database;
  readonly topics: TopicNames;
  readonly logger: Logger;
  /** With the recipients' schemas of every rule set, as adapters read them. */
  readonly contracts: Contracts;
}

/** COA and its adapter's outbound side: takes what it is offered, but for the cases that a test names. */
export class TestRecipient {
  readonly taken: string[] = [];
  readonly bodies = new Map<string, Buffer[]>();
  /** What it answers instead of taking or refusing; null: by the cases that it refuses. */
  answers: ((deliveryId: string) => PushAnswer | Promise<PushAnswer>) | null = null;
  /** Off where many thousands come, of which a bench keeps nothing. */
  keeps = true;
  private refused: ReadonlySet<string> = new Set();
  private readonly runner: DeliveryRunner;
  private readonly pipeline: OutboundPipeline;

  constructor(world: RecipientWorld) {
    const parts = partsOf(world, async (deliveryId, caseKey, body) => {
      if (this.keeps) this.bodies.set(deliveryId, [...(this.bodies.get(deliveryId) ?? []), body]);
      const answer = (await this.answers?.(deliveryId)) ?? (this.refused.has(caseKey) ? REFUSED : DELIVERED);
      if (this.keeps && answer.kind === 'delivered') this.taken.push(deliveryId);
      return answer;
    });
    this.runner = new DeliveryRunner(parts);
    this.pipeline = new OutboundPipeline(parts, this.runner);
  }

  refuseCases(caseKeys: readonly string[]): void {
    this.refused = new Set(caseKeys);
  }

  start(): Promise<void> {
    return this.runner.start();
  }

  take(batch: RecordBatch): Promise<BatchOutcome> {
    return this.pipeline.handle(batch);
  }

  stop(): Promise<void> {
    return this.runner.stop();
  }
}

type Answer = (deliveryId: string, caseKey: string, body: Buffer) => Promise<PushAnswer>;

function partsOf({ log, database, topics, logger, contracts }: RecipientWorld, answer: Answer): OutboundParts {
  const { deliveries, lanes, queue, references, quarantine, router } = database;
  return {
    ...{ endpoint: 'COA', format: canonicalJson, log, deliveries, lanes, queue, references, quarantine, contracts },
    fetches: () => false,
    factsOfCase: (caseKey) => router.factsOfCase(caseKey),
    transport: {
      deliver: ({ deliveryId, caseKey, body }) => answer(deliveryId, caseKey, body),
      close: () => undefined,
    },
    pace: unpaced,
    topics: { delivery: topics.delivery('COA'), deadLetter: topics.deadLetter('COA'), receipts: topics.receipts },
    caps: { blockedCases: 1_000_000, parked: 1_000_000 },
    ...{ group: 'test', clock: systemClock, storyClock: false, random: () => 0, logger, count: () => undefined },
  };
}
