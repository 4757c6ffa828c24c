import { ENDPOINTS, type Endpoint } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { decisionId } from '../ids.js';
import { ENGINE, type InForce } from '../in-force.js';
import { routeRecord } from '../route-record.js';
import type { Halted, RoutedRecord } from '../routed.js';
import { DifferenceList } from './difference-list.js';
import type { RecomputeParts } from './recompute-parts.js';
import type { Agreement, PartitionRecomputed } from './recomputed.js';
import { TopicCheck, type ExpectedRecord } from './topic-check.js';
import { decisionsKind, deliveriesKind } from './topic-kinds.js';

/**
 * Decides one partition of the case log again, from its first record, with facts of its own, and compares every byte with what stands on
 * the decisions topic and the delivery topics (D1). Reads forward only: memory holds the cases' facts and a page of each topic.
 */
export async function recomputePartition(parts: RecomputeParts, partition: number): Promise<PartitionRecomputed> {
  const run = await PartitionRun.begin(parts, partition);
  try {
    return await run.all();
  } finally {
    await run.close();
  }
}

class PartitionRun {
  private readonly differences = new DifferenceList();
  private readonly facts;
  private readonly decisions: TopicCheck;
  private readonly deliveries: ReadonlyMap<string, TopicCheck>;
  private inForce: InForce | null = null;
  private records = 0;

  private constructor(
    private readonly parts: RecomputeParts,
    private readonly partition: number,
    private readonly decided: number,
    private readonly logEnd: number,
    ends: ReadonlyMap<string, number>,
  ) {
    const { hub, topics, log } = parts;
    this.facts = parts.newFacts();
    const checked = (topic: string) => ({
      topic,
      partition,
      end: ends.get(topic) ?? 0,
      readPages: (from: number, to: number) => log.read(topic, partition, from, to),
    });
    const decisionKind = decisionsKind(hub.contracts, hub.logId, partition);
    this.decisions = new TopicCheck(checked(topics.decisions), decisionKind, this.differences);
    const deliveryKind = deliveriesKind(() => this.contractsInForce(), hub.logId, partition);
    this.deliveries = new Map(
      ENDPOINTS.map((endpoint) => topics.delivery(endpoint)).map((topic) => [
        topic,
        new TopicCheck(checked(topic), deliveryKind, this.differences),
      ]),
    );
  }

  /** In this order: whatever the router had finished, and whatever stands on the topics, is explained by the log as it is read last. */
  static async begin(parts: RecomputeParts, partition: number): Promise<PartitionRun> {
    const { topics } = parts;
    const decided = await parts.decidedUpTo(partition);
    const names = [topics.decisions, ...ENDPOINTS.map((endpoint: Endpoint) => topics.delivery(endpoint))];
    const ends = new Map<string, number>();
    for (const topic of names) ends.set(topic, await endOf(parts, topic, partition));
    const logEnd = await endOf(parts, topics.messages, partition);
    return new PartitionRun(parts, partition, decided, logEnd, ends);
  }

  async all(): Promise<PartitionRecomputed> {
    const { parts, partition, logEnd } = this;
    const halted = await this.decideAgain();
    if (halted === null) {
      for (const check of [this.decisions, ...this.deliveries.values()]) await check.finish(logEnd);
    }
    parts.progress?.(partition, this.records, logEnd);
    return {
      partition,
      records: this.records,
      decisions: { ...this.decisions.counts },
      deliveries: sum([...this.deliveries.values()].map(({ counts }) => counts)),
      undecided: Math.max(0, logEnd - this.decided),
      differences: this.differences.count,
      first: this.differences.first,
    };
  }

  async close(): Promise<void> {
    for (const check of [this.decisions, ...this.deliveries.values()]) await check.close();
  }

  private async decideAgain(): Promise<Halted | null> {
    const { parts, partition, logEnd } = this;
    let next = 0;
    for await (const page of parts.log.read(parts.topics.messages, partition, 0, logEnd)) {
      for (const record of page) {
        const halted = record.offset === next ? await this.take(record) : GONE;
        if (halted !== null) return this.stop(next, halted);
        next += 1;
        this.records += 1;
      }
      parts.progress?.(partition, this.records, logEnd);
    }
    return next === logEnd ? null : this.stop(next, GONE);
  }

  private async take(record: StoredRecord): Promise<Halted | null> {
    const { offset } = record;
    const key = record.key ?? '';
    const routed = routeRecord(this.hub(), this.inForce, this.facts.get(key), record);
    if (routed.kind === 'HALT') return routed;
    this.inForce = routed.inForce;
    if (routed.facts !== null) this.facts.set(routed.facts.caseKey, routed.facts.facts);
    await this.compare(offset, routed);
    return null;
  }

  private async compare(offset: number, routed: RoutedRecord): Promise<void> {
    const expectation = offset < this.decided ? 'must' : 'may';
    const id = decisionId(this.parts.hub.logId, this.partition, offset);
    const apart = await this.decisions.expect(offset, [{ id, record: routed.decision }], expectation);
    const byTopic = new Map<string, ExpectedRecord[]>();
    for (const record of routed.deliveries) {
      const expected = byTopic.get(record.topic) ?? [];
      expected.push({ id: record.headers['ce_id'] ?? '', record });
      byTopic.set(record.topic, expected);
    }
    for (const [topic, check] of this.deliveries) {
      await check.expect(offset, byTopic.get(topic) ?? [], apart ? 'apart' : expectation);
    }
  }

  /** A part of the log that another engine decided is folded by this one, for the facts that later records are decided with. */
  private hub(): RecomputeParts['hub'] {
    const { hub } = this.parts;
    return { ...hub, program: (inForce) => hub.program({ ...inForce, engine: ENGINE }) };
  }

  private contractsInForce() {
    return this.inForce === null ? null : (this.hub().program(this.inForce)?.contracts ?? null);
  }

  private stop(offset: number, halted: Halted): Halted | null {
    // A router that is still at this place stands still for the same reason; that is for its health to say.
    if (offset >= this.decided) return null;
    this.differences.add({
      kind: 'CANNOT_DECIDE',
      record: 'decision',
      topic: this.parts.topics.messages,
      partition: this.partition,
      logOffset: offset,
      topicOffset: offset,
      decisionId: decisionId(this.parts.hub.logId, this.partition, offset),
      deliveryId: null,
      field: null,
      reason: halted.reason,
    });
    return halted;
  }
}

const GONE: Halted = { kind: 'HALT', reason: 'records are missing in the case log' };

async function endOf({ log }: RecomputeParts, topic: string, partition: number): Promise<number> {
  return (await log.ends(topic)).find((end) => end.partition === partition)?.high ?? 0;
}

function sum(all: readonly Agreement[]): Agreement {
  const total = { agree: 0, repeated: 0, otherEngine: 0 };
  for (const { agree, repeated, otherEngine } of all) {
    total.agree += agree;
    total.repeated += repeated;
    total.otherEngine += otherEngine;
  }
  return total;
}
