import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import type { DifferenceList } from './difference-list.js';
import { firstDifferingField, type ReadContent } from './first-differing-field.js';
import { recordFingerprint } from './record-fingerprint.js';
import type { Difference } from './recomputed.js';
import { RecentRecords } from './recent-records.js';
import { StrayRecords } from './stray-records.js';
import { TopicCursor } from './topic-cursor.js';

/** Id of a record and its place in the case log, as the record itself names them; null for what is missing. */
export interface Named {
  readonly id: string | null;
  readonly logOffset: number | null;
}

/** What kind of records a topic holds. */
export interface TopicKind {
  nameOf(record: StoredRecord): Named;
  read: ReadContent;
  /** Was it written by another engine? Asked only of records that differ. */
  isOfOtherEngine(record: StoredRecord): boolean;
  difference(named: Named): Pick<Difference, 'record' | 'decisionId' | 'deliveryId'>;
}

/** A record that the log gives. */
export interface ExpectedRecord {
  readonly id: string;
  readonly record: RecordToPublish;
}

export interface CheckedTopic {
  readonly topic: string;
  readonly partition: number;
  /** Next offset that would have been written when the check began. */
  readonly end: number;
  readPages(from: number, to: number): AsyncIterable<readonly StoredRecord[]>;
}

/** `must`: the router has finished this place. `may`: it was still at it. `apart`: of another engine, counted but not compared. */
export type Expectation = 'must' | 'may' | 'apart';

/**
 * Compares one topic's partition with what the log gives, in one pass. Every router publishes the places of the log in order and starts at
 * the row, so the first record of each place comes after the first of the place before; whatever comes later is a repeat.
 */
export class TopicCheck {
  readonly counts = { agree: 0, repeated: 0, otherEngine: 0 };
  private readonly cursor: TopicCursor;
  private readonly recent = new RecentRecords();
  private readonly strays: StrayRecords;

  constructor(
    private readonly topic: CheckedTopic,
    private readonly kind: TopicKind,
    private readonly differences: DifferenceList,
  ) {
    this.cursor = new TopicCursor(topic.readPages(0, topic.end));
    this.strays = new StrayRecords(topic, kind, (difference) => this.note(difference), this.counts);
  }

  /** The records that the log gives at this offset, for the next higher offset than before. True when they are of another engine. */
  async expect(logOffset: number, expected: readonly ExpectedRecord[], expectation: Expectation): Promise<boolean> {
    const open = new Map<string | null, RecordToPublish>(expected.map(({ id, record }) => [id, record]));
    let apart = expectation === 'apart';
    for (let found = await this.cursor.peek(); found !== null; found = await this.cursor.peek()) {
      const named = this.kind.nameOf(found);
      if (named.logOffset !== null && named.logOffset > logOffset) break;
      this.cursor.skip();
      if (named.logOffset !== logOffset) await this.takeStray(found, named);
      else if (apart) this.counts.otherEngine += 1;
      else apart = await this.compare(found, named, open);
    }
    if (expectation === 'must' && !apart) await this.reportMissing(logOffset, open);
    return apart;
  }

  /** After the last expected record. `logEnd`: whatever names a place at or behind it is explained by nothing. */
  async finish(logEnd: number): Promise<void> {
    for (let found = await this.cursor.peek(); found !== null; found = await this.cursor.peek()) {
      this.cursor.skip();
      const named = this.kind.nameOf(found);
      if (named.logOffset !== null && named.logOffset >= logEnd) this.unexplained(found, named);
      else await this.takeStray(found, named);
    }
    await this.strays.settle();
  }

  close(): Promise<void> {
    return this.cursor.close();
  }

  private async compare(
    found: StoredRecord,
    named: Named,
    open: Map<string | null, RecordToPublish>,
  ): Promise<boolean> {
    const wanted = open.get(named.id);
    if (wanted === undefined) {
      await this.takeStray(found, named);
      return false;
    }
    const field = firstDifferingField(wanted, found, this.kind.read);
    if (field !== null && this.kind.isOfOtherEngine(found)) {
      this.counts.otherEngine += 1;
      return true;
    }
    open.delete(named.id);
    this.recent.add(named.id ?? '', recordFingerprint(wanted));
    if (field === null) this.counts.agree += 1;
    else this.note({ kind: 'DIFFERENT', named, topicOffset: found.offset, field });
    return false;
  }

  private async takeStray(found: StoredRecord, named: Named): Promise<void> {
    if (named.id === null || named.logOffset === null) this.unexplained(found, named);
    else if (this.recent.has(named.id, recordFingerprint(found))) this.counts.repeated += 1;
    else await this.strays.add(found, named);
  }

  private async reportMissing(logOffset: number, open: ReadonlyMap<string | null, RecordToPublish>): Promise<void> {
    if (open.size === 0) return;
    const instead = await this.cursor.peek();
    for (const id of open.keys()) {
      this.note({ kind: 'MISSING', named: { id, logOffset }, topicOffset: instead?.offset ?? null, field: null });
    }
  }

  private unexplained(found: StoredRecord, named: Named): void {
    this.note({ kind: 'UNEXPLAINED', named, topicOffset: found.offset, field: null });
  }

  private note(noted: NotedDifference): void {
    const { kind, named, topicOffset, field } = noted;
    const { topic, partition } = this.topic;
    const ids = this.kind.difference(named);
    this.differences.add({
      kind,
      topic,
      partition,
      logOffset: named.logOffset,
      topicOffset,
      ...ids,
      field,
      reason: null,
    });
  }
}

export interface NotedDifference {
  readonly kind: Exclude<Difference['kind'], 'CANNOT_DECIDE'>;
  readonly named: Named;
  readonly topicOffset: number | null;
  readonly field: string | null;
}
