import type { StoredRecord } from '#lib/messaging';
import { firstDifferingField } from './first-differing-field.js';
import type { CheckedTopic, Named, NotedDifference, TopicKind } from './topic-check.js';

/** So many wait for one reading of the topic. */
const MOST = 5_000;

/**
 * Records that came after their place and are not among the recent ones: late repeats of an instance that had stood still, or records that
 * nothing explains. The topic is read again for the first record of each id: it must be an earlier one with the same bytes. Rare, and
 * bounded in memory whatever lies on the topic.
 */
export class StrayRecords {
  private readonly waiting = new Map<number, Named>();

  constructor(
    private readonly topic: CheckedTopic,
    private readonly kind: TopicKind,
    private readonly note: (difference: NotedDifference) => void,
    private readonly counts: { repeated: number },
  ) {}

  async add(record: StoredRecord, named: Named): Promise<void> {
    this.waiting.set(record.offset, named);
    if (this.waiting.size >= MOST) await this.settle();
  }

  async settle(): Promise<void> {
    if (this.waiting.size === 0) return;
    const ids = new Set([...this.waiting.values()].map(({ id }) => id));
    const firsts = new Map<string, StoredRecord>();
    const end = ([...this.waiting.keys()].at(-1) ?? 0) + 1;
    for await (const page of this.topic.readPages(0, end)) {
      for (const record of page) {
        const { id } = this.kind.nameOf(record);
        if (id === null || !ids.has(id)) continue;
        const first = firsts.get(id);
        const named = this.waiting.get(record.offset);
        if (named !== undefined) this.judge(record, named, first);
        if (first === undefined) firsts.set(id, record);
      }
    }
    this.waiting.clear();
  }

  private judge(record: StoredRecord, named: Named, first: StoredRecord | undefined): void {
    const topicOffset = record.offset;
    if (first === undefined) return this.note({ kind: 'UNEXPLAINED', named, topicOffset, field: null });
    const field = firstDifferingField(first, record, this.kind.read);
    if (field === null) this.counts.repeated += 1;
    else this.note({ kind: 'DIFFERENT', named, topicOffset, field });
  }
}
